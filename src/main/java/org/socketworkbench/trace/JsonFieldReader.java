package org.socketworkbench.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.CText;

/** Reads the fields of a JSON object in any order, and trusts none of them. It ignores fields that nobody asks for. */
final class JsonFieldReader implements FieldReader {
    private static final int SHOWN = 40;

    private final Map<String, Object> fields;
    /** The prefix of a field's name in messages to the user: {@code "call."} in {@code call.fd}. */
    private final String path;

    /** @param fields as {@link JsonObjects} returns them */
    JsonFieldReader(Map<String, Object> fields) {
        this(fields, "");
    }

    private JsonFieldReader(Map<String, Object> fields, String path) {
        this.fields = fields;
        this.path = path;
    }

    @Override
    public long number(String name, long least, long most) {
        return number(name, present(name), least, most);
    }

    @Override
    public long number(String name, long least, long most, long usual) {
        return fields.containsKey(name) ? number(name, least, most) : usual;
    }

    private long number(String name, Object value, long least, long most) {
        boolean fits = value instanceof Integer || value instanceof Long;
        long number = fits ? ((Number) value).longValue() : 0;
        if (!fits || number < least || number > most) {
            throw new Unreadable("field.number", path + name, Long.toString(least), Long.toString(most));
        }
        return number;
    }

    @Override
    public long nanos(String name) {
        return number(name, 0, Long.MAX_VALUE);
    }

    @Override
    public List<Integer> numbers(String name) {
        List<Integer> numbers = new ArrayList<>();
        for (Object value : array(name)) {
            numbers.add((int) number(name, value, Integer.MIN_VALUE, Integer.MAX_VALUE));
        }
        return numbers;
    }

    @Override
    public boolean flag(String name) {
        if (present(name) instanceof Boolean flag) {
            return flag;
        }
        throw new Unreadable("field.flag", path + name);
    }

    @Override
    public String string(String name, int most) {
        String text = string(name);
        if (text.length() > most) {
            throw new Unreadable("field.long", path + name, Integer.toString(most));
        }
        return text;
    }

    private String string(String name) {
        if (present(name) instanceof String text) {
            return text;
        }
        throw new Unreadable("field.text", path + name);
    }

    @Override
    public Bytes bytes(String name) {
        JsonFieldReader bytes = nested(name, present(name));
        int length = bytes.integer("length", 0, Integer.MAX_VALUE);
        if (!(bytes.present(JsonObjects.BASE64) instanceof byte[] kept)) {
            throw new Unreadable("field.base64", bytes.path + JsonObjects.BASE64);
        }
        if (kept.length > length) {
            throw new Unreadable("field.bytes", path + name);
        }
        return Bytes.owning(kept).outOf(length);
    }

    @Override
    public <E extends Enum<E>> E symbol(String name, E[] all) {
        String text = string(name);
        for (E symbol : all) {
            if (symbol.toString().equals(text)) {
                return symbol;
            }
        }
        throw unknown(name, text);
    }

    @Override
    public <T> T spelled(String name, Spelling<T> spelling) {
        String text = string(name);
        return spelling.of(text).orElseThrow(() -> unknown(name, text));
    }

    private Unreadable unknown(String name, String text) {
        return new Unreadable("field.unknown", path + name, CText.quoted(Bytes.utf8(text), SHOWN));
    }

    @Override
    public <T> T object(String name, Codec<T> codec) {
        return codec.read(nested(name, present(name)));
    }

    @Override
    public <T> Optional<T> optional(String name, Codec<T> codec) {
        return fields.containsKey(name) ? Optional.of(object(name, codec)) : Optional.empty();
    }

    @Override
    public <T> List<T> list(String name, Codec<T> codec) {
        List<T> values = new ArrayList<>();
        for (Object value : array(name)) {
            values.add(codec.read(nested(name, value)));
        }
        return values;
    }

    private Object present(String name) {
        Object value = fields.get(name);
        if (value == null) {
            throw new Unreadable("field.missing", path + name);
        }
        return value;
    }

    private List<?> array(String name) {
        if (present(name) instanceof List<?> array) {
            return array;
        }
        throw new Unreadable("field.list", path + name);
    }

    private JsonFieldReader nested(String name, Object value) {
        if (value instanceof JsonObjects.Fields object) {
            return new JsonFieldReader(object, path + name + ".");
        }
        throw new Unreadable("field.object", path + name);
    }
}
