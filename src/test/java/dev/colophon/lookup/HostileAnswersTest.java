package dev.colophon.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.colophon.lookup.ProviderServer.Reply;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.TestDatabase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Recorded answers in which any value is anything: a value is left out, a book or two, and never is it a failure. */
@Timeout(120)
class HostileAnswersTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<JsonNode> ANYTHING = List.of(
            NODES.nullNode(),
            NODES.numberNode(-1),
            NODES.numberNode(1e300),
            NODES.numberNode(Long.MAX_VALUE),
            NODES.booleanNode(true),
            NODES.textNode(""),
            NODES.textNode("\u0000\ud800 <script>alert(1)</script>"),
            NODES.textNode("x".repeat(70_000)),
            NODES.textNode("9".repeat(2_000)),
            NODES.textNode("🐉".repeat(2_000)),
            NODES.arrayNode(),
            NODES.arrayNode().add(NODES.arrayNode().addNull()),
            NODES.objectNode(),
            NODES.objectNode().put("value", 1));

    private final ProviderServer server = new ProviderServer();
    private final TestDatabase rows = TestDatabase.create(Engine.SQLITE);

    @AfterEach
    void close() {
        rows.close();
        server.close();
    }

    @Test
    void no_value_of_an_answer_makes_a_look_up_fail() throws IOException {
        Random random = new Random(12);
        int found = 0;
        for (int round = 0; round < 12; round++) {
            rows.run("DELETE FROM lookup_answers");
            server.when(ProviderServer.GOOGLE, "", bent("google-search.json", random))
                    .when(ProviderServer.SEARCH, "", bent("open-library-search.json", random))
                    .when(ProviderServer.BOOKS, "jscmd=data", bent("open-library-data.json", random))
                    .when(ProviderServer.BOOKS, "jscmd=details", bent("open-library-details.json", random))
                    .when(ProviderServer.WORKS, "", bent("open-library-work.json", random));
            for (String order : List.of("google_books", "open_library")) {
                try (var lookups =
                        new TestLookups(rows.database(), TestLookups.settings(server, "LOOKUP_PROVIDERS", order))) {
                    LookupAnswer words = lookups.find("dune herbert");
                    LookupAnswer isbn = lookups.find("9780441013593");
                    assertThat(words.notices()).isEmpty();
                    assertThat(isbn.notices()).isEmpty();
                    found += words.drafts().size() + isbn.drafts().size();
                }
            }
        }

        assertThat(found).isPositive();
    }

    private static Reply bent(String file, Random random) throws IOException {
        JsonNode tree = MAPPER.readTree(ProviderServer.bytes(file));
        for (int number = 0; number < 4; number++) {
            bend(tree, random);
        }
        return Reply.of(200, "application/json", MAPPER.writeValueAsBytes(tree));
    }

    private static void bend(JsonNode tree, Random random) {
        List<JsonNode> places = new ArrayList<>();
        collect(tree, places);
        JsonNode place = places.get(random.nextInt(places.size()));
        JsonNode value = ANYTHING.get(random.nextInt(ANYTHING.size()));
        if (place instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            if (!names.isEmpty()) {
                object.set(names.get(random.nextInt(names.size())), value);
            }
        } else if (place instanceof ArrayNode array && !array.isEmpty()) {
            array.set(random.nextInt(array.size()), value);
        }
    }

    private static void collect(JsonNode node, List<JsonNode> places) {
        if (node.isContainerNode()) {
            places.add(node);
            node.forEach(one -> collect(one, places));
        }
    }
}
