package dev.headrace.front.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headrace.front.config.Configuration;
import dev.headrace.front.config.RewriteConfig;
import dev.headrace.front.config.TenantConfig;
import dev.headrace.front.config.value.Cidr;
import dev.headrace.front.config.value.Durations;
import dev.headrace.front.config.value.HostName;
import dev.headrace.front.config.value.HostPattern;
import dev.headrace.front.config.value.ListenAddress;
import dev.headrace.front.config.value.PathPrefix;
import dev.headrace.front.config.value.Rate;
import dev.headrace.front.config.value.ServerUrl;
import dev.headrace.front.config.value.Size;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Writes values as JSON, with the keys and in the notation of the YAML files: what was left out is there with its default. A secret is
 * not part of a configuration; only where it is kept is shown. Not for several threads at a time.
 */
final class EffectiveConfiguration {
    private final JsonMapper mapper = JsonMapper.builder()
            .addModule(new Texts())
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /** {@code headrace.yaml}, and the tenants' names. */
    byte[] front(Configuration configuration) throws JsonProcessingException {
        ObjectNode front = mapper.valueToTree(configuration.front());
        Map<String, Object> all = new TreeMap<>();
        all.put("headrace.yaml", front);
        all.put("tenants", List.copyOf(configuration.tenants().keySet()));
        return json(all);
    }

    /** The file of a tenant. */
    byte[] tenant(TenantConfig tenant) throws JsonProcessingException {
        return json(tenant);
    }

    /** Any value. */
    byte[] json(Object value) throws JsonProcessingException {
        return mapper.writeValueAsBytes(value);
    }

    private static final class Texts extends SimpleModule {
        private static final long serialVersionUID = 1L;

        Texts() {
            text(Duration.class, Durations::format);
            text(Enum.class, value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            for (Class<?> type : List.of(
                    Size.class,
                    Rate.class,
                    Cidr.class,
                    HostName.class,
                    HostPattern.class,
                    ListenAddress.class,
                    ServerUrl.class,
                    PathPrefix.class,
                    Path.class,
                    Instant.class)) {
                text(type, Object::toString);
            }
            addSerializer(RewriteConfig.class, new Rewriting());
        }

        private <T> void text(Class<T> type, Function<? super T, String> format) {
            addSerializer(type, new JsonSerializer<T>() {
                @Override
                public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
                    json.writeString(format.apply(value));
                }
            });
        }
    }

    /** Rules are compiled, and what they were is in their file. */
    private static final class Rewriting extends JsonSerializer<RewriteConfig> {
        @Override
        public void serialize(RewriteConfig value, JsonGenerator json, SerializerProvider provider) throws IOException {
            if (value.enabled()) {
                json.writeStartObject();
                json.writeNumberField("rules", value.rules().rules().size());
                json.writeStringField("version", value.version());
                json.writeEndObject();
            } else {
                json.writeBoolean(false);
            }
        }
    }
}
