package dev.colophon.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.json.Json;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.server.connection.Client;
import dev.colophon.server.connection.Connection;
import dev.colophon.server.connection.RequestFacts;
import dev.colophon.web.answer.AnswerWriter;
import dev.colophon.web.answer.Download;
import dev.colophon.web.answer.Statuses;
import dev.colophon.web.answer.StreamedFile;
import dev.colophon.web.body.Form;
import dev.colophon.web.body.FormReader;
import dev.colophon.web.body.PageLimit;
import dev.colophon.web.body.RequestBody;
import dev.colophon.web.body.Upload;
import dev.colophon.web.body.UrlEncoded;
import dev.colophon.web.page.Dates;
import dev.colophon.web.page.LocalPath;
import dev.colophon.web.page.Page;
import dev.colophon.web.page.View;
import dev.colophon.web.session.BrowserSession;
import dev.colophon.web.session.Caller;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One request and its answer, as a handler sees it. Used by one thread. */
public final class Exchange {
    private static final HeaderName HTMX = HeaderNames.create("HX-Request");

    private final Site site;
    private final RouteTree.Match match;
    private final ServerRequest request;
    private final RequestFacts facts;
    private final RequestBody body;
    private final BrowserSession session;
    private final AnswerWriter answer;
    private @Nullable Map<String, List<String>> parameters;
    private @Nullable Form form;

    Exchange(Site site, RouteTree.Match match, ServerRequest request, ServerResponse response) {
        this.site = site;
        this.match = match;
        this.request = request;
        this.facts = Connection.currentRequest();
        this.body = new RequestBody(request);
        this.session = new BrowserSession(
                site.authentication(), site.guard(), match.resource().page(), request, facts.https());
        this.answer = new AnswerWriter(response, match.resource().page());
    }

    /** Who is calling; UNAUTHORIZED for nobody, FORBIDDEN for a program whose token is not for this. */
    public Caller caller() {
        return match.resource().demandScope(session.caller(), request.prologue().method());
    }

    /**
     * Who is calling, if anybody signed in is. A token that is not valid is a problem at the API; a
     * page takes its reader for anonymous.
     */
    public Optional<Caller> callerIfAny() {
        return session.callerIfAny().isEmpty() ? Optional.empty() : Optional.of(caller());
    }

    /** The token that the request carried, if any, for revoking it. */
    public Optional<String> token() {
        return session.token();
    }

    /** A path parameter that is an id; one that is no UUID is NOT_FOUND, as any unknown id is. */
    public UUID pathId(String name) {
        return match.id(name);
    }

    /** A path parameter, decoded; text that no database can store is NOT_FOUND. */
    public String path(String name) {
        return match.text(name);
    }

    /** The path that was asked for, as sent. */
    String requestPath() {
        return request.prologue().uriPath().rawPath();
    }

    /** The query as sent, without question mark; empty when there is none. */
    String requestQuery() {
        return request.prologue().query().rawValue();
    }

    /** The first value of a query parameter. */
    public Optional<String> query(String name) {
        return parameters().getOrDefault(name, List.of()).stream().findFirst();
    }

    Map<String, List<String>> parameters() {
        if (parameters == null) {
            parameters = UrlEncoded.pairs(requestQuery());
        }
        return parameters;
    }

    /** {@code limit} of a list, 1 to 100, 50 unless given. */
    public int limit() {
        return PageLimit.of(query("limit"));
    }

    /**
     * Where the part of a list begins that the query asks for: {@link Part#next} of the one before; empty at first.
     *
     * @param list names the list with its sort and all its filters; a cursor of another list, of
     *     another caller or a changed one is refused
     */
    public List<String> cursor(String list) {
        return query("cursor")
                .map(cursor -> site.cursors().open(caller().id(), list, cursor))
                .orElse(List.of());
    }

    /**
     * The cursor of the part that follows this one; null at the end.
     *
     * @param list the same name as given to {@link #cursor}
     */
    public @Nullable String nextCursor(String list, Part<?> part) {
        return part.next()
                .map(place -> site.cursors().seal(caller().id(), list, place))
                .orElse(null);
    }

    /** Answers a part of a list with the cursor of the following one. */
    public void reply(String list, Part<?> part) {
        reply(list, part, null);
    }

    /**
     * The same with the number of all items.
     *
     * @param total null when it was not asked for
     */
    public void reply(String list, Part<?> part, @Nullable Long total) {
        reply(new Part.Body(part.items(), nextCursor(list, part), total));
    }

    /** The body as JSON, strictly read; at most as long as the resource says. */
    public <T> T body(Class<T> type) {
        return Json.read(body.json(match.resource().maxBodyBytes()), type);
    }

    /** The body as an object whose absent fields can be told from null ones (JSON Merge Patch). */
    public JsonNode bodyTree() {
        return body.object(match.resource().maxBodyBytes());
    }

    /** The raw body, at most the given size, which is also the declared Content-Length. */
    public InputStream bodyStream(long maxBytes) {
        return body.stream(maxBytes);
    }

    /** The media type of the body without parameters, in lower case. */
    public Optional<String> contentType() {
        return body.mediaType();
    }

    /** The fields of a form that a page sent, after its form token was checked. */
    public Form form() {
        if (form == null) {
            throw new IllegalStateException("this request carries no form");
        }
        return form;
    }

    /**
     * A form with a file; once, and only where the resource declares it. On a page its form token has
     * been checked; the API reads no cookie, so that a foreign page has nothing to ride on.
     *
     * @throws Problem of kind UNSUPPORTED_MEDIA_TYPE, LENGTH_REQUIRED, TOO_LARGE, MALFORMED or FORBIDDEN
     */
    public Upload upload() {
        long maxBytes = match.resource().maxUploadBytes();
        if (maxBytes == 0 || !contentType().orElse("").equals(FormReader.MULTIPART)) {
            throw RequestBody.unsupported(FormReader.MULTIPART);
        }
        Upload upload = FormReader.multipart(body.header().orElseThrow(), body.stream(maxBytes));
        if (match.resource().page()) {
            session.demandFormToken(upload.form());
        }
        return upload;
    }

    /** Before a page's handler runs: the form must come from our own page and carry its token. */
    void demandOwnForm() {
        site.guard().demandOwnSite(request);
        String type = contentType().orElse("");
        if (type.equals(FormReader.MULTIPART) && match.resource().maxUploadBytes() > 0) {
            return;
        }
        Form sent = body.form(match.resource().maxBodyBytes());
        session.demandFormToken(sent);
        form = sent;
    }

    /** The version that If-Match names, for {@link EntityTag#demand}; empty when any will do. */
    public OptionalLong ifMatch() {
        return EntityTag.wanted(request);
    }

    /** Adds the ETag of a version to the answer. */
    public void version(long version) {
        answer.add(HeaderValues.create(HeaderNames.ETAG, EntityTag.of(version)));
    }

    /** The client, seen through trusted proxies. */
    public Client client() {
        return facts.client();
    }

    /** What the client says it is; empty when it says nothing. */
    public String userAgent() {
        return request.headers().first(HeaderNames.USER_AGENT).orElse("");
    }

    /** Whether htmx asked, which puts the answer into the page that is there. */
    public boolean wantsFragment() {
        return request.headers().contains(HTMX);
    }

    /** 200 with JSON. */
    public void reply(Object value) {
        answer.send(Status.OK_200, AnswerWriter.JSON, Json.write(value));
    }

    /** 201 with JSON and Location. */
    public void created(String location, Object value) {
        header("Location", location);
        answer.send(Status.CREATED_201, AnswerWriter.JSON, Json.write(value));
    }

    /** 202 with JSON and Location. */
    public void accepted(String location, Object value) {
        header("Location", location);
        answer.send(Status.ACCEPTED_202, AnswerWriter.JSON, Json.write(value));
    }

    /** 204. */
    public void done() {
        answer.send(Status.NO_CONTENT_204);
    }

    /** 200 with bytes that are ready. */
    void replyBytes(String contentType, byte[] bytes) {
        answer.send(Status.OK_200, HeaderValues.create("Content-Type", contentType), bytes);
    }

    /** 200 with a page. */
    public void page(Page page) {
        page(Status.OK_200, page);
    }

    /** A page that tells what is wrong with the form it shows again, with the problem's status. */
    public void page(Page page, Problem problem) {
        problem.retryAfterSeconds().ifPresent(seconds -> header("Retry-After", String.valueOf(seconds)));
        page(Statuses.of(problem.kind()), page);
    }

    private void page(Status status, Page page) {
        var view = new View(
                callerIfAny().orElse(null),
                session.formToken(answer::add),
                requestPath(),
                dates(),
                site.pages().assets());
        answer.send(status, AnswerWriter.HTML, site.pages().render(page, view));
    }

    /** Writes days and times as the caller set it, or else as the browser prefers, in the server's zone. */
    public Dates dates() {
        return dates(callerIfAny().orElse(null));
    }

    private Dates dates(@Nullable Caller reader) {
        return Dates.of(
                reader, request.headers().first(HeaderNames.ACCEPT_LANGUAGE).orElse(""), site.zone());
    }

    /** What {@link #remember} has put down in this browser. */
    public Optional<String> remembered(String name) {
        return session.remembered(name);
    }

    /** Puts a word down in the browser, such as how a list is shown; for 0 seconds takes it away. */
    public void remember(String name, String value, long lifetimeSeconds) {
        answer.add(session.remember(name, value, lifetimeSeconds));
    }

    /** 303 to another page of this site. */
    public void redirect(String location) {
        if (!LocalPath.holds(location)) {
            throw new IllegalArgumentException("a redirect must stay on this site");
        }
        leave(location);
    }

    /** 303 to another site, at an address that no request can have named. */
    public void leave(String address) {
        header("Location", address);
        answer.send(Status.SEE_OTHER_303);
    }

    /** Where the browser finds this site, such as {@code https://books.example}. */
    public String origin() {
        return (facts.https() ? "https://" : "http://") + request.authority();
    }

    /** Signs the reader of pages in, by cookie, for as long as the token lives. */
    public void startSession(String token, long lifetimeSeconds) {
        answer.add(session.start(token, lifetimeSeconds));
    }

    /** Takes the cookie away. */
    public void endSession() {
        answer.add(session.end());
    }

    /** Adds a header to whatever answer follows, failures included. */
    public void header(String name, String value) {
        answer.add(name, value);
    }

    /** Answers OPTIONS. */
    void preflight() {
        if (!match.resource().page()) {
            site.cors().preflight(request, match.resource().allow()).forEach(answer::add);
        }
        done();
    }

    /** Answers with what the caller may know about a failure. */
    void fail(Throwable failure) {
        Problem problem = facts.timeout().orElseGet(() -> site.failures().problem(failure, facts.requestId()));
        if (!match.resource().page()) {
            answer.send(site.failures().json(problem, facts.requestId(), failure));
        } else if (problem.kind() == Kind.UNAUTHORIZED) {
            askToSignIn();
        } else {
            answer.send(site.failures().page(problem, facts.requestId(), dates(session.known()), failure));
        }
    }

    /** Whoever wanted to read a page gets there after signing in. */
    private void askToSignIn() {
        if (wantsFragment()) {
            // a redirect would put the sign-in page into a corner of this one
            header("HX-Redirect", LocalPath.SIGN_IN);
            done();
        } else {
            boolean reading =
                    List.of(Method.GET, Method.HEAD).contains(request.prologue().method());
            redirect(reading ? LocalPath.signIn(requestPath(), requestQuery()) : LocalPath.SIGN_IN);
        }
    }

    /** For a failure that cannot be answered any more. */
    void logIfFault(Throwable failure) {
        if (facts.timeout().isEmpty()) {
            site.failures().problem(failure, facts.requestId());
        }
    }

    /** 200 with a file, or 304 when the client has it already; the answer to HEAD reads none of it. */
    public void download(Download file) throws IOException {
        Optional<String> tag = file.quotedTag();
        tag.ifPresent(value -> answer.add(HeaderValues.create(HeaderNames.ETAG, value)));
        if (tag.isPresent() && EntityTag.isKnown(request, tag.get())) {
            answer.send(Status.NOT_MODIFIED_304);
        } else {
            answer.download(file, request.prologue().method().equals(Method.HEAD));
        }
    }

    /** 200 with a file that is made while it is sent, however long the client takes for it. */
    public void stream(StreamedFile file) throws IOException {
        facts.streams();
        answer.stream(file, request.prologue().method().equals(Method.HEAD));
    }
}
