package dev.headrace.front.config;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.NamingBase;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinitionProviderV2;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import dev.headrace.front.config.feature.Switchable;
import dev.headrace.front.config.value.Bounds;
import dev.headrace.front.config.value.Cidr;
import dev.headrace.front.config.value.Default;
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
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The JSON Schema (draft 7, which editors know) of the files of a configuration, made from their types. */
final class ConfigSchema {
    private static final NamingBase NAMES = (NamingBase) PropertyNamingStrategies.KEBAB_CASE;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Values that are texts, and what they look like. */
    private static final Map<Class<?>, String> TEXTS = Map.of(
            Duration.class, Durations.PATTERN,
            Rate.class, Rate.PATTERN,
            Cidr.class, "^[0-9A-Fa-f:.]+(/[0-9]{1,3})?$",
            HostName.class, "^[^\\s:/*]+$",
            HostPattern.class, "^((\\*\\.)?[^\\s:/*]+|\\[[0-9A-Fa-f:.]+\\])$",
            ListenAddress.class, "^[^\\s/]*:[0-9]{1,5}$",
            ServerUrl.class, "^([hH][tT][tT][pP][sS]?|[hH]2[cC])://[^\\s/?#@]+$",
            PathPrefix.class, "^/[^\\s?#]*$",
            RequestTarget.class, RequestTarget.PATTERN,
            Path.class, "\\S");

    private ConfigSchema() {}

    static String of(Class<?> type, String title) {
        SchemaGeneratorConfigBuilder builder = new SchemaGeneratorConfigBuilder(
                        SchemaVersion.DRAFT_7, OptionPreset.PLAIN_JSON)
                .with(
                        Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT,
                        Option.DEFINITIONS_FOR_ALL_OBJECTS,
                        Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES)
                .without(Option.SCHEMA_VERSION_INDICATOR);
        builder.forFields()
                .withPropertyNameOverrideResolver(field -> NAMES.translate(field.getDeclaredName()))
                .withRequiredCheck(ConfigSchema::isRequired)
                .withDefaultResolver(ConfigSchema::byDefault)
                .withDescriptionResolver(ConfigSchema::description)
                .withNumberInclusiveMinimumResolver(field -> bound(field, true))
                .withNumberInclusiveMaximumResolver(field -> bound(field, false));
        builder.forTypesInGeneral()
                .withPropertySorter((unused1, unused2) -> 0)
                .withCustomDefinitionProvider(new Switches())
                .withCustomDefinitionProvider((declared, context) -> {
                    ObjectNode definition = value(declared.getErasedType());
                    return definition == null
                            ? null
                            : new CustomDefinition(
                                    definition,
                                    CustomDefinition.INLINE_DEFINITION,
                                    CustomDefinition.INCLUDING_ATTRIBUTES);
                });
        ObjectNode generated = new SchemaGenerator(builder.build()).generateSchema(type);
        return pretty(complete(generated, title));
    }

    /** What can be switched can be true or false as well. */
    private static final class Switches implements CustomDefinitionProviderV2 {
        @Override
        public @Nullable CustomDefinition provideCustomSchemaDefinition(
                ResolvedType declared, SchemaGenerationContext context) {
            if (!Switchable.class.isAssignableFrom(declared.getErasedType())) {
                return null;
            }
            ObjectNode either = JSON.createObjectNode();
            either.putArray("anyOf")
                    .add(JSON.createObjectNode().put("type", "boolean"))
                    .add(context.createStandardDefinition(declared, this));
            return new CustomDefinition(either);
        }
    }

    private static ObjectNode complete(ObjectNode generated, String title) {
        ObjectNode schema = JSON.createObjectNode()
                .put("$schema", "http://json-schema.org/draft-07/schema#")
                .put("title", title);
        schema.setAll(generated);
        openUnions(schema);
        if (schema.toString().contains("#/definitions/ElementRule")) {
            schema.withObjectProperty("definitions")
                    .setAll((ObjectNode) rewrite().get("definitions"));
        }
        return schema;
    }

    /** The generator forbids additional properties where there are none to begin with. */
    private static void openUnions(JsonNode schema) {
        if (schema instanceof ObjectNode object && (object.has("enum") || object.has("anyOf"))) {
            object.remove("additionalProperties");
        }
        schema.forEach(ConfigSchema::openUnions);
    }

    private static @Nullable ObjectNode value(Class<?> type) {
        ObjectNode schema = JSON.createObjectNode();
        if (type == RewriteConfig.class) {
            return rewrite().retain("anyOf");
        }
        if (type == Size.class) {
            schema.putArray("type").add("string").add("integer");
            return schema.put("pattern", Size.PATTERN).put("minimum", 0);
        }
        if (type == StatusCodes.class) {
            schema.putArray("type").add("string").add("integer");
            return schema.put("pattern", StatusCodes.PATTERN)
                    .put("minimum", 200)
                    .put("maximum", 599);
        }
        if (type.isEnum()) {
            ArrayNode keys = schema.putArray("enum");
            Stream.of(type.getEnumConstants())
                    .map(constant -> key(type, (Enum<?>) constant))
                    .forEach(key -> {
                        keys.add(key);
                        if (key.matches("[0-9.]+")) {
                            keys.add(new BigDecimal(key));
                        }
                    });
            return schema;
        }
        String pattern = TEXTS.get(type);
        return pattern == null ? null : schema.put("type", "string").put("pattern", pattern);
    }

    private static String key(Class<?> type, Enum<?> constant) {
        try {
            JsonProperty declared = type.getField(constant.name()).getAnnotation(JsonProperty.class);
            return declared != null
                    ? declared.value()
                    : constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isRequired(FieldScope field) {
        JsonProperty declared = field.getAnnotation(JsonProperty.class);
        return declared != null && declared.required();
    }

    private static @Nullable Object byDefault(FieldScope field) {
        RecordComponent component = field.isFakeContainerItemScope() ? null : component(field);
        Default declared = component == null ? null : component.getAnnotation(Default.class);
        if (declared == null) {
            return null;
        }
        String text = declared.value();
        Class<?> type = field.getType().getErasedType();
        if (type == boolean.class || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        if (type == int.class) {
            return Integer.valueOf(text);
        }
        return List.class.isAssignableFrom(type) ? null : text;
    }

    private static @Nullable String description(FieldScope field) {
        return field.isFakeContainerItemScope()
                ? null
                : Descriptions.of(field.getDeclaringType().getErasedType()).get(field.getDeclaredName());
    }

    private static @Nullable BigDecimal bound(FieldScope field, boolean min) {
        Bounds bounds = field.getAnnotation(Bounds.class);
        if (bounds == null || field.getType().getErasedType() != int.class) {
            return null;
        }
        return new BigDecimal(min ? bounds.min() : bounds.max());
    }

    private static @Nullable RecordComponent component(FieldScope field) {
        RecordComponent[] components = field.getDeclaringType().getErasedType().getRecordComponents();
        return Stream.of(components)
                .filter(component -> component.getName().equals(field.getDeclaredName()))
                .findFirst()
                .orElse(null);
    }

    private static ObjectNode rewrite() {
        try (InputStream in = Objects.requireNonNull(ConfigSchema.class.getResourceAsStream("rewrite.schema.json"))) {
            return (ObjectNode) JSON.readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pretty(JsonNode schema) {
        return schema.toPrettyString().replace("\" : ", "\": ") + "\n";
    }
}
