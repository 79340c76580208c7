package dev.headrace.rewriter.engine;

import dev.headrace.rewriter.content.Attribute;
import dev.headrace.rewriter.encoding.ByteOutput;
import dev.headrace.rewriter.encoding.Encoding;
import dev.headrace.rewriter.matcher.ForeignNames;
import dev.headrace.rewriter.text.HtmlEscape;
import dev.headrace.rewriter.token.TagToken;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The attributes of a start tag: read from the source until the first of them is changed. */
final class AttributeList {
    private @Nullable TagToken tag;
    private int namespace;
    private @Nullable List<Entry> edited;

    /**
     * @param source the number of the attribute in the tag, or -1 if it is new
     * @param name as it is written
     * @param lower as the DOM has it
     * @param value null while it is as in the source
     */
    private record Entry(
            int source, String name, String lower, @Nullable String value) {}

    void attach(@Nullable TagToken source, int elementNamespace) {
        tag = source;
        namespace = elementNamespace;
        edited = null;
    }

    boolean isChanged() {
        return edited != null;
    }

    @Nullable
    String value(String name) {
        Entry entry = edited == null ? null : entry(name);
        if (edited != null) {
            return entry == null ? null : valueOf(entry);
        }
        int index = find(name);
        return index < 0 || tag == null ? null : tag.attributeValue(index);
    }

    /** The number of the attribute in the source, or -1 if it is not there or was set. */
    int sourceIndex(String name) {
        if (edited == null) {
            return find(name);
        }
        Entry entry = entry(name);
        return entry == null || entry.value != null ? -1 : entry.source;
    }

    boolean has(String name) {
        return edited == null ? find(name) >= 0 : entry(name) != null;
    }

    void set(String name, String value) {
        if (value.equals(value(name))) {
            return;
        }
        List<Entry> entries = edit();
        Entry old = entry(name);
        if (old == null) {
            String lower = Names.lower(name);
            entries.add(new Entry(-1, lower, lower, value));
        } else {
            entries.set(entries.indexOf(old), new Entry(old.source, old.name, old.lower, value));
        }
    }

    void remove(String name) {
        if (has(name)) {
            String unwanted = Names.lower(name);
            edit().removeIf(entry -> entry.lower.equals(unwanted));
        }
    }

    List<Attribute> list() {
        List<Attribute> list = new ArrayList<>();
        if (edited != null) {
            Set<String> seen = new HashSet<>();
            for (Entry entry : edited) {
                if (seen.add(entry.lower)) {
                    list.add(new Attribute(ForeignNames.attributeName(entry.lower, namespace), valueOf(entry)));
                }
            }
        } else if (tag != null) {
            boolean[] duplicates = tag.duplicates();
            for (int i = 0; i < tag.attributeCount; i++) {
                if (duplicates == null || !duplicates[i]) {
                    String name = ForeignNames.attributeName(tag.attributeName(i), namespace);
                    list.add(new Attribute(name, tag.attributeValue(i)));
                }
            }
        }
        return list;
    }

    /** Writes what stands between a tag's name and its end; what was not changed keeps its bytes. */
    void writeTo(ByteOutput out, Encoding encoding) {
        TagToken source = tag;
        if (edited != null) {
            for (Entry entry : edited) {
                out.writeByte(' ');
                if (entry.value != null) {
                    String written = entry.name + "=\"" + HtmlEscape.attributeValue(entry.value) + '"';
                    encoding.encode(written, out);
                } else if (source != null) {
                    writeSource(source, entry.source, out);
                }
            }
        } else if (source != null) {
            for (int i = 0; i < source.attributeCount; i++) {
                out.writeByte(' ');
                writeSource(source, i, out);
            }
        }
    }

    boolean isEmpty() {
        return edited != null ? edited.isEmpty() : tag == null || tag.attributeCount == 0;
    }

    private static void writeSource(TagToken source, int index, ByteOutput out) {
        int from = source.attributeNameStart(index);
        out.write(source.buffer, from, source.attributeEnd(index) - from);
    }

    private int find(String name) {
        return tag == null ? -1 : tag.find(Names.lower(name));
    }

    private @Nullable Entry entry(String name) {
        if (edited != null) {
            String wanted = Names.lower(name);
            for (Entry entry : edited) {
                if (entry.lower.equals(wanted)) {
                    return entry;
                }
            }
        }
        return null;
    }

    private String valueOf(Entry entry) {
        return entry.value != null ? entry.value : tag == null ? "" : tag.attributeValue(entry.source);
    }

    private List<Entry> edit() {
        if (edited == null) {
            edited = new ArrayList<>();
            for (int i = 0; tag != null && i < tag.attributeCount; i++) {
                String name = sourceName(tag, i);
                edited.add(new Entry(i, name, Names.lower(name), null));
            }
        }
        return edited;
    }

    private static String sourceName(TagToken tag, int index) {
        return tag.encoding.decode(tag.buffer, tag.attributeNameStart(index), tag.attributeNameEnd(index), true);
    }
}
