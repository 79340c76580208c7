package dev.headrace.front.config.reading;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.headrace.front.config.RewriteConfig;
import dev.headrace.front.config.value.Cidr;
import dev.headrace.front.config.value.Durations;
import dev.headrace.front.config.value.HostName;
import dev.headrace.front.config.value.HostPattern;
import dev.headrace.front.config.value.ListenAddress;
import dev.headrace.front.config.value.PathPrefix;
import dev.headrace.front.config.value.Rate;
import dev.headrace.front.config.value.RequestTarget;
import dev.headrace.front.config.value.ServerUrl;
import dev.headrace.front.config.value.Size;
import dev.headrace.front.config.value.StatusCodes;
import dev.headrace.front.config.value.ValueException;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Tells Jackson how the values of a configuration are made of texts. */
final class ConfigModule extends SimpleModule {
    private static final long serialVersionUID = 1L;

    ConfigModule() {
        text(Duration.class, Durations::parse);
        text(Size.class, Size::parse);
        text(Rate.class, Rate::parse);
        text(Cidr.class, Cidr::parse);
        text(HostName.class, HostName::parse);
        text(HostPattern.class, HostPattern::parse);
        text(ListenAddress.class, ListenAddress::parse);
        text(ServerUrl.class, ServerUrl::parse);
        text(PathPrefix.class, PathPrefix::parse);
        text(RequestTarget.class, RequestTarget::parse);
        text(StatusCodes.class, StatusCodes::parse);
        text(String.class, ConfigModule::string);
        text(boolean.class, ConfigModule::bool);
        text(int.class, ConfigModule::number);
        addDeserializer(Path.class, new PathDeserializer());
        addDeserializer(RewriteConfig.class, new RewriteDeserializer());
        setDeserializerModifier(new EnumModifier());
    }

    private <T> void text(Class<T> type, Function<String, T> parser) {
        addDeserializer(type, new TextDeserializer<>(type, parser));
    }

    private static String string(String text) {
        if (text.isBlank()) {
            throw new ValueException("should be a text");
        }
        return text;
    }

    private static boolean bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new ValueException("should be true or false");
        };
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new ValueException("should be a whole number");
        }
    }

    /** The keys of an enum: lower case and hyphens, unless they say otherwise. */
    static Map<String, Object> keys(Class<?> type) {
        Map<String, Object> keys = new LinkedHashMap<>();
        for (Object constant : type.getEnumConstants()) {
            String name = ((Enum<?>) constant).name();
            keys.put(key(type, name), constant);
        }
        return keys;
    }

    private static String key(Class<?> type, String constant) {
        try {
            JsonProperty declared = type.getField(constant).getAnnotation(JsonProperty.class);
            return declared != null
                    ? declared.value()
                    : constant.toLowerCase(Locale.ROOT).replace('_', '-');
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("every constant is a field", e);
        }
    }

    private static final class EnumModifier extends BeanDeserializerModifier {
        private static final long serialVersionUID = 1L;

        @Override
        @SuppressWarnings("unchecked")
        public JsonDeserializer<?> modifyEnumDeserializer(
                DeserializationConfig config,
                JavaType type,
                BeanDescription description,
                JsonDeserializer<?> original) {
            Map<String, Object> keys = keys(type.getRawClass());
            String expectation = "should be " + oneOf(List.copyOf(keys.keySet()));
            return new TextDeserializer<>((Class<Object>) type.getRawClass(), text -> {
                Object constant = keys.get(text);
                if (constant == null) {
                    throw new ValueException(expectation);
                }
                return constant;
            });
        }

        private static String oneOf(List<String> keys) {
            int last = keys.size() - 1;
            return String.join(", ", keys.subList(0, last)) + " or " + keys.get(last);
        }
    }

    /** Paths are relative to the folder of the file that they are in. */
    private static final class PathDeserializer extends StdDeserializer<Path> {
        private static final long serialVersionUID = 1L;

        PathDeserializer() {
            super(Path.class);
        }

        @Override
        public Path deserialize(JsonParser json, DeserializationContext context) throws IOException {
            Binding binding = (Binding) context.getAttribute(Binding.class);
            return new TextDeserializer<>(Path.class, text -> path(binding, text)).deserialize(json, context);
        }

        private static Path path(Binding binding, String text) {
            try {
                return binding.resolve(string(text));
            } catch (InvalidPathException e) {
                throw new ValueException("should be a path that a file can have");
            }
        }
    }

    /** Rules know their places: they are read from the nodes. */
    private static final class RewriteDeserializer extends StdDeserializer<RewriteConfig> {
        private static final long serialVersionUID = 1L;

        RewriteDeserializer() {
            super(RewriteConfig.class);
        }

        @Override
        public RewriteConfig deserialize(JsonParser json, DeserializationContext context) throws IOException {
            Binding binding = (Binding) context.getAttribute(Binding.class);
            String pointer = json.getParsingContext().pathAsPointer().toString();
            json.skipChildren();
            return binding.rewriting(List.of(pointer.substring(1).split("/")));
        }
    }
}
