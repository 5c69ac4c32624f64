package dev.colophon.web;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One request and its answer, as a handler sees it. */
public interface Exchange {
    /** Who is calling; a problem of kind UNAUTHORIZED for an anonymous caller. */
    Caller caller();

    /** Who is calling, if anybody signed in is. */
    Optional<Caller> callerIfAny();

    /** The token that the request carried, if any, for revoking it. */
    Optional<String> token();

    /** A path parameter that is an id; one that is no UUID is NOT_FOUND, as any unknown id is. */
    UUID pathId(String name);

    /** A path parameter, decoded; text that no database can store is NOT_FOUND. */
    String path(String name);

    /** The first value of a query parameter, or a form field on pages. */
    Optional<String> query(String name);

    List<String> queryAll(String name);

    /** {@code limit} of a list, 1 to 100, 50 unless given. */
    int limit();

    /** The body as JSON, strictly read; at most {@code maxBytes} of it. */
    <T> T body(Class<T> type);

    /** The body as an object whose absent fields can be told from null ones (JSON Merge Patch). */
    com.fasterxml.jackson.databind.JsonNode bodyTree();

    /** The raw body, at most the given size, which is also the declared Content-Length. */
    java.io.InputStream bodyStream(long maxBytes);

    /** The media type of the body without parameters, in lower case. */
    Optional<String> contentType();

    /** The fields of a form that a page sent, after its form token was checked. */
    Form form();

    /** The client's address, seen through trusted proxies. */
    String clientAddress();

    String requestId();

    /** 200 with JSON. */
    void reply(Object value);

    /** 201 with JSON and Location. */
    void created(String location, Object value);

    /** 202 with JSON and Location. */
    void accepted(String location, Object value);

    /** 204. */
    void done();

    /** 200 with a page. */
    void page(Page page);

    /** 303 to another page. */
    void redirect(String location);

    /** Adds a header to whatever answer follows, failures included. */
    void header(String name, String value);
}
