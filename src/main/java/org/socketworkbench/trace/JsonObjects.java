package org.socketworkbench.trace;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.CText;

/**
 * Reads the JSON objects of a file, one after another. Values become Java's: {@link Fields}, List, String, Boolean and
 * Number; a string called {@link #BASE64} becomes a byte[]. A null counts as absent. An object's memory and depth are
 * bounded. For one thread.
 */
final class JsonObjects implements AutoCloseable {
    /**
     * How many bytes an object may have: enough for all the payload that a log keeps, in Base64, and the other fields.
     */
    private static final int LONGEST = 96 << 20;
    /** The name of every field that holds bytes. They are read without making a text of them first. */
    static final String BASE64 = "base64";
    /**
     * How many values an object may have, nested ones included: a value takes few bytes in the file but many in memory.
     */
    private static final int MOST_VALUES = 1 << 17;
    private static final int DEEPEST = 16;
    /** U+FEFF in UTF-8. */
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_NUMBER = 256;
    private static final int SHOWN = 40;

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).maxNameLength(LONGEST_NAME)
                    .maxNumberLength(LONGEST_NUMBER).maxStringLength(Bounds.TEXT).build())
            .build();

    private final JsonParser parser;
    private int line = 1;
    private long start;
    private int values;

    /** An object's fields by their names. */
    static final class Fields extends HashMap<String, Object> {
        private static final long serialVersionUID = 1;
    }

    JsonObjects(InputStream in) throws IOException {
        parser = JSON.createParser(withoutMark(in));
    }

    /** Some editors put a byte order mark before UTF-8 text; it has no meaning. */
    private static InputStream withoutMark(InputStream in) throws IOException {
        PushbackInputStream all = new PushbackInputStream(in, MARK.length);
        byte[] first = all.readNBytes(MARK.length);
        if (!Arrays.equals(first, MARK)) {
            all.unread(first);
        }
        return all;
    }

    /** The number of the line, from 1, on which the last object begins, or on which the text is not JSON. */
    int line() {
        return line;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    /**
     * The next object; none at the end of the file.
     *
     * @throws Unreadable  if something else comes
     * @throws IOException if the file cannot be read
     */
    Optional<Fields> next() throws IOException {
        try {
            JsonToken token = parser.nextToken();
            if (token == null) {
                return Optional.empty();
            }
            JsonLocation begin = parser.currentTokenLocation();
            line = begin.getLineNr();
            start = begin.getByteOffset();
            values = 0;
            if (token != JsonToken.START_OBJECT) {
                throw new Unreadable("json.object");
            }
            return Optional.of(object());
        } catch (JsonEOFException e) {
            throw new Unreadable("json.end");
        } catch (StreamConstraintsException e) {
            throw new Unreadable("json.large");
        } catch (JacksonException e) {
            JsonLocation here = parser.currentLocation();
            line = here.getLineNr();
            throw new Unreadable("json.wrong", Integer.toString(here.getColumnNr()));
        }
    }

    private Fields object() throws IOException {
        Fields fields = new Fields();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            Object value = value(parser.nextToken());
            if (value != null && fields.put(name, value) != null) {
                throw new Unreadable("json.twice", CText.quoted(Bytes.utf8(name), SHOWN));
            }
        }
        return fields;
    }

    private List<Object> array() throws IOException {
        List<Object> values = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            values.add(value(token));
        }
        return values;
    }

    private @Nullable Object value(JsonToken token) throws IOException {
        values++;
        if (values > MOST_VALUES || parser.currentLocation().getByteOffset() - start > LONGEST) {
            throw new Unreadable("json.large");
        }
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> BASE64.equals(parser.currentName()) ? bytes() : parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new IllegalStateException(token.toString());
        };
    }

    private byte[] bytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] some, int from, int length) {
                if (count + length > TraceLog.PAYLOAD_BYTES) {
                    throw new Unreadable("json.large");
                }
                super.write(some, from, length);
            }
        };
        try {
            parser.readBinaryValue(bytes);
        } catch (JsonEOFException e) {
            throw e;
        } catch (StreamReadException | IllegalArgumentException e) {
            String path = parser.getParsingContext().pathAsPointer().toString();
            throw new Unreadable("field.base64", path.substring(1).replace('/', '.'));
        }
        return bytes.toByteArray();
    }
}
