package dev.headrace.rewriter.matcher;

import java.util.LinkedHashMap;
import java.util.Map;

/** The names of attributes, classes and ids that a program asks for; each has a number, its key. Filled while compiling. */
final class KeySpace {
    static final String CLASS_ATTRIBUTE = "class";
    static final String ID_ATTRIBUTE = "id";

    private final Map<String, Integer> attributes = new LinkedHashMap<>();
    private final Map<String, Integer> classes = new LinkedHashMap<>();
    private final Map<String, Integer> ids = new LinkedHashMap<>();
    private int size;

    /** The key of an attribute by its name in lower case. */
    int attribute(String lowerCase) {
        return attributes.computeIfAbsent(lowerCase, name -> size++);
    }

    int className(String name) {
        return classes.computeIfAbsent(name, key -> size++);
    }

    int id(String id) {
        return ids.computeIfAbsent(id, key -> size++);
    }

    /** What is known so far, for the use of matchers. */
    Keys freeze() {
        return new Keys(this);
    }

    /** The keys of a program, to be found by the bytes of their names. */
    static final class Keys {
        final int size;
        final KeyIndex attributes;
        final KeyIndex classes;
        final KeyIndex ids;

        /** The key of the attribute {@code class}, -1 if no class is asked for; likewise {@code id}. */
        final int classAttribute;

        final int idAttribute;

        /** Whether the attribute itself is asked for, and not only the classes in it; likewise {@code id}. */
        final boolean asksClassAttribute;

        final boolean asksIdAttribute;

        /** How many keys are attributes. */
        final int attributeCount;

        private final int[] ordinals;

        private Keys(KeySpace space) {
            asksClassAttribute = space.attributes.containsKey(CLASS_ATTRIBUTE);
            asksIdAttribute = space.attributes.containsKey(ID_ATTRIBUTE);
            classAttribute = space.classes.isEmpty() ? -1 : space.attribute(CLASS_ATTRIBUTE);
            idAttribute = space.ids.isEmpty() ? -1 : space.attribute(ID_ATTRIBUTE);
            size = space.size;
            attributes = new KeyIndex(space.attributes);
            classes = new KeyIndex(space.classes);
            ids = new KeyIndex(space.ids);
            attributeCount = space.attributes.size();
            ordinals = new int[size];
            int ordinal = 0;
            for (int key : space.attributes.values()) {
                ordinals[key] = ordinal++;
            }
        }

        /** The number of an attribute among the attributes, by its key. */
        int ordinal(int key) {
            return ordinals[key];
        }
    }
}
