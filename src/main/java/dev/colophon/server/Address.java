package dev.colophon.server;

import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * Where a listener binds.
 *
 * @param port 0 takes any free one
 * @param variable the setting that decides the port, for the remedy
 */
record Address(String host, int port, String variable) {
    /**
     * Binds once and lets go, because Helidon only logs that it could not.
     *
     * @throws StartFailure CANNOT_BIND
     */
    void check() {
        var address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw failure("the host name has no address", "set HOST to an address of this machine");
        }
        try (var socket = new ServerSocket()) {
            socket.bind(address);
        } catch (IOException refused) {
            throw failure(
                    String.valueOf(refused.getMessage()),
                    "stop what uses the port, or set " + variable + " to a free one");
        }
    }

    StartFailure failure(String why, String remedy) {
        return new StartFailure(
                ExitCode.CANNOT_BIND,
                "listen on " + host + ":" + port,
                "cannot bind " + host + ":" + port + ": " + why,
                remedy);
    }

    /** How a process on this machine reaches what is bound here. */
    InetSocketAddress reachable(int boundPort) {
        InetAddress bound = new InetSocketAddress(host, boundPort).getAddress();
        return bound == null || bound.isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), boundPort)
                : new InetSocketAddress(bound, boundPort);
    }
}
