package dev.colophon.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Requests that no decent client sends. */
final class RawHttp {
    private RawHttp() {}

    /**
     * @param start method and target, then headers if any, without the last empty line
     */
    static String ask(int port, String start) {
        int line = start.indexOf("\r\n");
        String first = line < 0 ? start : start.substring(0, line);
        String rest = line < 0 ? "" : start.substring(line);
        String request = first + " HTTP/1.1\r\nHost: localhost\r\nConnection: close" + rest;
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write((request + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static int status(int port, String start) {
        return Integer.parseInt(ask(port, start).substring(9, 12));
    }
}
