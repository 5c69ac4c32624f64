package dev.colophon.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * JSON that this program wrote earlier and stored; it goes out again as it is, without being parsed
 * on the way. Never made from what somebody sent.
 */
public record RawJson(String text) implements JsonSerializable {
    /** The stored value as a type of Java. */
    public <T> T as(Class<T> type) {
        return Json.read(text.getBytes(StandardCharsets.UTF_8), type);
    }

    @Override
    public void serialize(JsonGenerator generator, SerializerProvider provider) throws IOException {
        generator.writeRawValue(text);
    }

    @Override
    public void serializeWithType(JsonGenerator generator, SerializerProvider provider, TypeSerializer types)
            throws IOException {
        serialize(generator, provider);
    }
}
