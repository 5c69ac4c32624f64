package dev.colophon.web;

/** Answers one request: parse, check, act, reply. */
@FunctionalInterface
public interface Handler {
    void handle(Exchange exchange) throws Exception;
}
