package dev.headrace.front.config.reading;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import dev.headrace.front.config.value.Bounds;
import dev.headrace.front.config.value.ValueException;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes a value of a text, within the bounds of its setting. What is wrong is an exception with an expectation for message. */
final class TextDeserializer<T> extends StdScalarDeserializer<T> implements ContextualDeserializer {
    private static final long serialVersionUID = 1L;

    private final transient Function<String, T> parser;
    private final transient @Nullable Bounds bounds;

    TextDeserializer(Class<T> type, Function<String, T> parser) {
        this(type, parser, null);
    }

    private TextDeserializer(Class<?> type, Function<String, T> parser, @Nullable Bounds bounds) {
        super(type);
        this.parser = parser;
        this.bounds = bounds;
    }

    @Override
    public JsonDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
        Bounds declared = property == null ? null : property.getAnnotation(Bounds.class);
        return declared == null ? this : new TextDeserializer<>(_valueClass, parser, declared);
    }

    @Override
    public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw new InvalidFormatException(json, "should be one value", json.currentToken(), _valueClass);
        }
        String text = json.getText();
        try {
            T value = parser.apply(text);
            checkBounds(value);
            return value;
        } catch (ValueException e) {
            throw new InvalidFormatException(json, e.expectation(), text, _valueClass);
        }
    }

    private void checkBounds(T value) {
        if (bounds == null) {
            return;
        }
        if (compare(value, bounds.min()) < 0 || compare(value, bounds.max()) > 0) {
            throw new ValueException("should be from " + bounds.min() + " to " + bounds.max());
        }
    }

    /** Only what has an order has bounds. */
    @SuppressWarnings("unchecked")
    private int compare(T value, String bound) {
        return ((Comparable<T>) value).compareTo(parser.apply(bound));
    }
}
