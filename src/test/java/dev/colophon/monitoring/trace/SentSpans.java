package dev.colophon.monitoring.trace;

import dev.colophon.monitoring.MonitoringServer.Sent;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads what OTLP sends, as far as the tests ask for it: protobuf by the numbers of its fields. */
final class SentSpans {
    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int BYTES = 2;
    private static final int FOUR_BYTES = 5;

    /** A span; the ids in hexadecimal, the parent's empty for the first of a trace. */
    record SentSpan(
            String name,
            long kind,
            String traceId,
            String id,
            String parent,
            Map<String, String> attributes,
            long nanoseconds,
            boolean failed) {}

    private record Field(int number, long value, byte[] bytes) {
        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        String hex() {
            return HexFormat.of().formatHex(bytes);
        }
    }

    private SentSpans() {}

    /** Every span of a batch. */
    static List<SentSpan> of(Sent batch) {
        return below(batch.body(), 1)
                .flatMap(resource -> below(resource.bytes(), 2))
                .flatMap(scope -> below(scope.bytes(), 2))
                .map(span -> span(span.bytes()))
                .toList();
    }

    /** What a batch says of its service. */
    static Map<String, String> resource(Sent batch) {
        return attributes(below(batch.body(), 1)
                .flatMap(resource -> below(resource.bytes(), 1))
                .flatMap(resource -> below(resource.bytes(), 1)));
    }

    private static SentSpan span(byte[] bytes) {
        return new SentSpan(
                first(bytes, 5).text(),
                first(bytes, 6).value(),
                first(bytes, 1).hex(),
                first(bytes, 2).hex(),
                first(bytes, 4).hex(),
                attributes(below(bytes, 9)),
                first(bytes, 8).value() - first(bytes, 7).value(),
                first(first(bytes, 15).bytes(), 3).value() == 2);
    }

    private static Map<String, String> attributes(Stream<Field> pairs) {
        Map<String, String> attributes = new TreeMap<>();
        pairs.forEach(pair -> {
            Field value = fields(first(pair.bytes(), 2).bytes()).getFirst();
            attributes.put(
                    first(pair.bytes(), 1).text(), value.number() == 1 ? value.text() : Long.toString(value.value()));
        });
        return attributes;
    }

    private static Stream<Field> below(byte[] message, int number) {
        return fields(message).stream().filter(field -> field.number() == number);
    }

    private static Field first(byte[] message, int number) {
        return below(message, number).findFirst().orElse(new Field(number, 0, new byte[0]));
    }

    private static List<Field> fields(byte[] message) {
        ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        List<Field> fields = new ArrayList<>();
        while (in.hasRemaining()) {
            long key = varint(in);
            int number = (int) (key >> 3);
            switch ((int) key & 7) {
                case VARINT -> fields.add(new Field(number, varint(in), new byte[0]));
                case EIGHT_BYTES -> fields.add(new Field(number, in.getLong(), new byte[0]));
                case FOUR_BYTES -> fields.add(new Field(number, in.getInt(), new byte[0]));
                case BYTES -> {
                    byte[] bytes = new byte[(int) varint(in)];
                    in.get(bytes);
                    fields.add(new Field(number, 0, bytes));
                }
                default -> throw new AssertionError("no protobuf");
            }
        }
        return fields;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
