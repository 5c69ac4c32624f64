package dev.colophon.account.oidc;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.colophon.json.Json;
import dev.colophon.testing.TestSettings;
import dev.colophon.text.Base64Url;
import dev.colophon.text.Hash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/**
 * A small provider: it lets somebody in without asking, exchanges a code once, for the client and the verifier that it
 * was made for, and fails as it is told.
 */
public final class TestProvider implements AutoCloseable {
    public static final String CLIENT = "colophon";
    public static final String SECRET = "a secret: of the client";
    private static final TestKey RSA = TestKey.rsa("rsa", 2_048);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final Map<String, Other> instead = new ConcurrentHashMap<>();
    public final List<String> asked = new CopyOnWriteArrayList<>();
    public final List<String> secrets = new CopyOnWriteArrayList<>();
    private volatile InstantSource clock = InstantSource.system();
    private volatile TestKey key = RSA;
    private volatile List<TestKey> told = List.of(RSA);
    private volatile Algorithm signing = RSA.signing();
    private volatile UnaryOperator<JWTCreator.Builder> changed = token -> token;
    private volatile Map<String, Object> more = Map.of();
    private volatile Map<String, Object> person = Map.of("sub", "1234");
    private volatile String hanging = "";

    public TestProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Under another name than a server of a test, so that a browser takes it for another site. */
    public String issuer() {
        return "http://localhost:" + server.getAddress().getPort() + "/realm";
    }

    /** Who comes next. */
    public void person(Map<String, Object> claims) {
        person = claims;
    }

    /** Variables that name it. */
    public Map<String, String> variables(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(Map.of(
                "OIDC_ISSUER",
                issuer(),
                "OIDC_CLIENT_ID",
                CLIENT,
                "OIDC_CLIENT_SECRET",
                SECRET,
                "OIDC_NAME",
                "Castle",
                "SQLITE_PATH",
                "colophon.sqlite3"));
        all.putAll(more);
        return all;
    }

    /**
     * What asks it; its clock is the provider's, too.
     *
     * @param patience for each request
     */
    public IdentityProvider asked(InstantSource time, Map<String, String> more, Duration patience) {
        clock = time;
        OidcSettings settings =
                TestSettings.in(Path.of("target"), variables(more)).get(OidcSettings.GROUP);
        return new IdentityProvider(settings, time, patience);
    }

    private record Other(int status, String text) {}

    /** Changes each token before it is signed. */
    public void change(UnaryOperator<JWTCreator.Builder> change) {
        changed = change;
    }

    /** Signs by something else, under the name of its own key. */
    public void sign(Algorithm algorithm) {
        signing = algorithm;
    }

    /** Signs with another key from now on. */
    public void rotate(TestKey next, List<TestKey> tells) {
        key = next;
        signing = next.signing();
        told = tells;
    }

    /** Says this of itself, too. */
    public void discovers(Map<String, Object> fields) {
        more = fields;
    }

    /** Another text at a path, such as {@code /token}. */
    public void answer(String path, int status, String text) {
        instead.put(path, new Other(status, text));
    }

    /** Answers as it should again. */
    public void recover() {
        instead.clear();
        changed = token -> token;
        hanging = "";
    }

    /** Takes what comes at a path and does not answer. */
    public void hang(String path) {
        hanging = path;
    }

    /** Goes there as a browser does and is sent back: the path with the answer. */
    public String visit(String address) {
        Map<String, String> query = pairs(URI.create(address).getRawQuery());
        String code = "code-" + Base64Url.encode(Hash.digest().digest(address.getBytes(StandardCharsets.UTF_8)));
        codes.put(code, query);
        secrets.add(code);
        return path(query, Map.of("code", code, "iss", issuer()));
    }

    /** The same with another answer than a code. */
    public String visit(String address, Map<String, String> answer) {
        return path(pairs(URI.create(address).getRawQuery()), answer);
    }

    private static String path(Map<String, String> query, Map<String, String> answer) {
        Map<String, String> all = new LinkedHashMap<>(answer);
        all.putIfAbsent("state", query.getOrDefault("state", ""));
        return URI.create(query.getOrDefault("redirect_uri", "")).getPath() + "?" + IdentityProviderClient.encoded(all);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            asked.add(path);
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (!hanging.isEmpty() && path.endsWith(hanging)) {
                closed.await();
            }
            for (Map.Entry<String, Other> other : instead.entrySet()) {
                if (path.endsWith(other.getKey())) {
                    send(exchange, other.getValue().status(), other.getValue().text());
                    return;
                }
            }
            route(exchange, path, body);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private void route(HttpExchange exchange, String path, byte[] body) throws IOException {
        if (path.equals("/realm/.well-known/openid-configuration")) {
            send(exchange, 200, Json.writeText(discovery()));
        } else if (path.equals("/realm/keys")) {
            List<Object> keys = new ArrayList<>();
            told.forEach(one -> keys.add(one.told()));
            send(exchange, 200, Json.writeText(Map.of("keys", keys)));
        } else if (path.equals("/realm/authorize")) {
            String address = issuer() + "?" + exchange.getRequestURI().getRawQuery();
            String redirect = pairs(exchange.getRequestURI().getRawQuery()).getOrDefault("redirect_uri", "");
            String origin = redirect.replaceFirst("(?<=[^/:])/.*", "");
            exchange.getResponseHeaders().add("Location", origin + visit(address));
            exchange.sendResponseHeaders(302, -1);
        } else {
            token(exchange, pairs(new String(body, StandardCharsets.UTF_8)));
        }
    }

    private Map<String, Object> discovery() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("issuer", issuer());
        all.put("authorization_endpoint", issuer() + "/authorize");
        all.put("token_endpoint", issuer() + "/token");
        all.put("jwks_uri", issuer() + "/keys");
        all.putAll(more);
        return all;
    }

    private void token(HttpExchange exchange, Map<String, String> form) throws IOException {
        Map<String, String> asking = codes.remove(form.getOrDefault("code", ""));
        boolean client = isClient(exchange, form);
        if (!client || asking == null || !proves(asking, form)) {
            send(exchange, client ? 400 : 401, "{\"error\":\"invalid_grant\",\"error_description\":\"<b>no</b>\"}");
            return;
        }
        String token = sign(asking.getOrDefault("nonce", ""));
        secrets.add(token);
        secrets.add(form.getOrDefault("code_verifier", ""));
        send(
                exchange,
                200,
                Json.writeText(Map.of("access_token", "opaque", "token_type", "Bearer", "id_token", token)));
    }

    private boolean isClient(HttpExchange exchange, Map<String, String> form) {
        String encoded = URLEncoder.encode(CLIENT, StandardCharsets.UTF_8) + ":"
                + URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
        String basic = "Basic " + Base64.getEncoder().encodeToString(encoded.getBytes(StandardCharsets.UTF_8));
        boolean inForm = CLIENT.equals(form.get("client_id")) && SECRET.equals(form.get("client_secret"));
        boolean inHeader = basic.equals(exchange.getRequestHeaders().getFirst("Authorization"));
        return more.isEmpty() ? inHeader && !inForm : inForm && !inHeader;
    }

    private static boolean proves(Map<String, String> asking, Map<String, String> form) {
        byte[] verifier = form.getOrDefault("code_verifier", "").getBytes(StandardCharsets.US_ASCII);
        return "S256".equals(asking.get("code_challenge_method"))
                && Base64Url.encode(Hash.digest().digest(verifier)).equals(asking.get("code_challenge"))
                && asking.getOrDefault("redirect_uri", "").equals(form.get("redirect_uri"))
                && "authorization_code".equals(form.get("grant_type"));
    }

    private String sign(String nonce) {
        Instant now = clock.instant();
        JWTCreator.Builder token = JWT.create()
                .withKeyId(key.id())
                .withIssuer(issuer())
                .withAudience(CLIENT)
                .withIssuedAt(now)
                .withExpiresAt(now.plusSeconds(300))
                .withClaim("nonce", nonce)
                .withPayload(person);
        return changed.apply(token).sign(signing);
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new HashMap<>();
        Arrays.stream(text.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .forEach(pair ->
                        pairs.put(pair[0], URLDecoder.decode(pair.length > 1 ? pair[1] : "", StandardCharsets.UTF_8)));
        return pairs;
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
