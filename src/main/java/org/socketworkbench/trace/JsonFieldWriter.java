package org.socketworkbench.trace;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.socketworkbench.socket.Bytes;

/** Writes fields as those of a JSON object. Every method throws {@link UncheckedIOException} if it cannot write. */
final class JsonFieldWriter implements FieldWriter {
    private final JsonGenerator json;

    JsonFieldWriter(JsonGenerator json) {
        this.json = json;
    }

    private interface Step {
        void write() throws IOException;
    }

    private static void write(Step step) {
        try {
            step.write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Begins a top-level object. */
    void begin() {
        write(json::writeStartObject);
    }

    void end() {
        write(json::writeEndObject);
    }

    @Override
    public boolean spellsOut() {
        return true;
    }

    @Override
    public void number(String name, long value) {
        write(() -> json.writeNumberField(name, value));
    }

    @Override
    public void number(String name, long value, long usual) {
        if (value != usual) {
            number(name, value);
        }
    }

    @Override
    public void nanos(String name, long value) {
        number(name, value);
    }

    @Override
    public void numbers(String name, List<Integer> values) {
        write(() -> {
            json.writeFieldName(name);
            json.writeArray(values.stream().mapToInt(Integer::intValue).toArray(), 0, values.size());
        });
    }

    @Override
    public void flag(String name, boolean value) {
        write(() -> json.writeBooleanField(name, value));
    }

    @Override
    public void string(String name, String value) {
        write(() -> json.writeStringField(name, value));
    }

    @Override
    public void bytes(String name, Bytes value) {
        write(() -> {
            json.writeObjectFieldStart(name);
            json.writeNumberField("length", value.length());
            json.writeBinaryField("base64", value.toArray());
            json.writeEndObject();
        });
    }

    @Override
    public void symbol(String name, Enum<?> value) {
        string(name, value.toString());
    }

    @Override
    public <T> void spelled(String name, T value, Spelling<T> spelling) {
        string(name, spelling.text(value));
    }

    @Override
    public <T> void object(String name, T value, Codec<T> codec) {
        write(() -> json.writeFieldName(name));
        element(value, codec);
    }

    @Override
    public <T> void optional(String name, Optional<T> value, Codec<T> codec) {
        value.ifPresent(present -> object(name, present, codec));
    }

    @Override
    public <T> void list(String name, List<T> values, Codec<T> codec) {
        write(() -> json.writeArrayFieldStart(name));
        values.forEach(value -> element(value, codec));
        write(json::writeEndArray);
    }

    private <T> void element(T value, Codec<T> codec) {
        begin();
        codec.write(this, value);
        end();
    }
}
