package dev.colophon.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Serves the contract of the API. */
public final class ContractRoutes implements Routes {
    private final byte[] contract = read();

    @Override
    public List<Resource> resources() {
        return List.of(Resource.at("/openapi.yaml").get(exchange -> exchange.replyBytes("application/yaml", contract)));
    }

    private static byte[] read() {
        try (InputStream in = ContractRoutes.class.getResourceAsStream("/openapi.yaml")) {
            if (in == null) {
                throw new IllegalStateException("openapi.yaml is not in the program");
            }
            return in.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
