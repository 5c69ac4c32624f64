package dev.colophon.account.session;

import dev.colophon.server.connection.Client;
import dev.colophon.web.Exchange;

/**
 * Somebody who signs in.
 *
 * @param device what their reader knows it by; empty when nothing is known
 */
public record Visitor(Client client, String device) {
    public static Visitor of(Exchange exchange) {
        return new Visitor(exchange.client(), Device.of(exchange.userAgent()));
    }

    /** The same, of whom somebody else has said who they are. */
    public Visitor by(String provider) {
        return new Visitor(client, device.isEmpty() ? provider : device + " · " + provider);
    }
}
