package dev.headrace.front.config.reading;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.NamingBase;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headrace.front.config.FrontConfig;
import dev.headrace.front.config.RewriteConfig;
import dev.headrace.front.config.feature.Switchable;
import dev.headrace.front.config.value.Default;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The settings of each group, which is a record of the package {@code config}, as its components declare them, and what they
 * are when they are left out. Safe for use by several threads.
 */
final class Settings {
    private static final NamingBase NAMES = (NamingBase) PropertyNamingStrategies.KEBAB_CASE;

    private final Map<Class<?>, List<Setting>> known = new ConcurrentHashMap<>();

    /**
     * A component.
     *
     * @param group the group that it holds, or that each of its items is, or null
     * @param many whether it is a list or a map
     * @param byDefault what stands in for it, or null if nothing does
     */
    private record Setting(
            String key,
            @Nullable Class<?> group,
            boolean many,
            @Nullable JsonNode byDefault) {}

    /** Is told of keys that there are not. */
    interface UnknownKeys {
        /** A key, by its path, and those that there are. */
        void found(List<String> path, List<String> known);
    }

    /** Takes out what is not known, and puts in what was left out and has a default, at any depth. */
    void complete(ObjectNode object, Class<?> group, UnknownKeys unknown) {
        complete(object, group, new ArrayList<>(), unknown);
    }

    private void complete(ObjectNode object, Class<?> group, List<String> path, UnknownKeys unknown) {
        List<Setting> settings = known.computeIfAbsent(group, Settings::of);
        takeOutUnknown(object, settings.stream().map(Setting::key).toList(), path, unknown);
        for (Setting setting : settings) {
            JsonNode value = object.get(setting.key);
            if (value == null && setting.byDefault != null) {
                value = setting.byDefault.deepCopy();
                object.set(setting.key, value);
            }
            if (value != null && setting.group != null && Switchable.class.isAssignableFrom(setting.group)) {
                value = written(value);
                object.set(setting.key, value);
            }
            if (value != null && setting.group != null) {
                path.add(setting.key);
                if (setting.many) {
                    completeEach(value, setting.group, path, unknown);
                } else if (value instanceof ObjectNode settingsOfGroup) {
                    complete(settingsOfGroup, setting.group, path, unknown);
                }
                path.remove(path.size() - 1);
            }
        }
    }

    private void completeEach(JsonNode values, Class<?> group, List<String> path, UnknownKeys unknown) {
        Iterator<String> keys = values.fieldNames();
        for (int i = 0; i < values.size(); i++) {
            String step = keys.hasNext() ? keys.next() : Integer.toString(i);
            JsonNode value = values.isArray() ? values.path(i) : values.path(step);
            if (value instanceof ObjectNode object) {
                path.add(step);
                complete(object, group, path, unknown);
                path.remove(path.size() - 1);
            }
        }
    }

    private static void takeOutUnknown(ObjectNode object, List<String> known, List<String> path, UnknownKeys unknown) {
        for (Iterator<String> keys = object.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            if (!known.contains(key)) {
                path.add(key);
                unknown.found(path, known);
                path.remove(path.size() - 1);
                keys.remove();
            }
        }
    }

    private static List<Setting> of(Class<?> group) {
        return Stream.of(group.getRecordComponents()).map(Settings::of).toList();
    }

    private static Setting of(RecordComponent component) {
        boolean many = component.getGenericType() instanceof ParameterizedType;
        Type held = component.getGenericType();
        if (held instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            held = arguments[arguments.length - 1];
        }
        Class<?> group = held instanceof Class<?> type && isGroup(type) ? type : null;
        return new Setting(NAMES.translate(component.getName()), group, many, byDefault(component));
    }

    private static @Nullable JsonNode byDefault(RecordComponent component) {
        Default declared = component.getAnnotation(Default.class);
        if (declared != null) {
            return parse(declared.value());
        }
        boolean mayBeNull = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
        if (mayBeNull || (property != null && property.required())) {
            return null;
        }
        if (List.class.isAssignableFrom(component.getType())) {
            return JsonNodeFactory.instance.arrayNode();
        }
        if (Map.class.isAssignableFrom(component.getType()) || isGroup(component.getType())) {
            return JsonNodeFactory.instance.objectNode();
        }
        throw new IllegalStateException(component + " needs a default, or should be required or @Nullable");
    }

    /** {@code true} and {@code false} as the mapping that they stand for. */
    private static JsonNode written(JsonNode value) {
        boolean isSwitch = value.asText().equals("true") || value.asText().equals("false");
        return isSwitch ? JsonNodeFactory.instance.objectNode().set(Switchable.SWITCH, value) : value;
    }

    private static JsonNode parse(String yaml) {
        Source source = Source.of(Path.of("default"), "value: " + yaml);
        return Objects.requireNonNull(source.json().get("value"), yaml);
    }

    private static boolean isGroup(Class<?> type) {
        return type.isRecord()
                && (type.getPackage().equals(FrontConfig.class.getPackage())
                        || type.getPackage().equals(Switchable.class.getPackage()))
                && type != RewriteConfig.class;
    }
}
