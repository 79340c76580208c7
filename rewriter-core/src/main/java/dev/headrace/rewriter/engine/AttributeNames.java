package dev.headrace.rewriter.engine;

import dev.headrace.rewriter.token.TagToken;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names of attributes as strings, made once: common names for all documents, others for as long as a document keeps using
 * them.
 */
final class AttributeNames {
    private static final List<String> COMMON = List.of(
            ("abbr accept action align allow alt aria-controls aria-current aria-describedby aria-expanded aria-haspopup"
                            + " aria-hidden aria-label aria-labelledby async autocomplete autofocus autoplay bgcolor border"
                            + " cellpadding cellspacing charset checked cite class clip-path clip-rule color cols colspan"
                            + " content controls coords crossorigin cx cy d data data-id data-src data-toggle data-type"
                            + " datetime decoding defer dir disabled draggable enctype face fetchpriority fill fill-opacity"
                            + " fill-rule font-size for form frameborder headers height hidden href hreflang http-equiv id"
                            + " imagesizes imagesrcset integrity itemid itemprop itemref itemscope itemtype lang language"
                            + " list loading loop max maxlength media method min minlength multiple muted name nonce"
                            + " novalidate onclick onload open pattern ping placeholder points poster preload property r"
                            + " readonly referrerpolicy rel required role rows rowspan rx ry sandbox scope selected shape"
                            + " size sizes slot span spellcheck src srcdoc srclang srcset start step stroke"
                            + " stroke-linecap stroke-linejoin stroke-width style summary tabindex target text-anchor"
                            + " title transform type usemap valign value version viewbox width wrap x x1 x2 xlink:href"
                            + " xml:lang xmlns xmlns:xlink xmlns:svg y y1 y2")
                    .split(" ", -1));
    private static final int COMMON_MASK = 511;
    private static final int OTHERS_MASK = 63;
    private static final @Nullable String[] COMMON_BY_HASH = commonByHash();

    /** Other names that were met; each may be pushed out by the next with its hash. */
    private @Nullable String @Nullable [] others;

    /** The name of an attribute, in lower case. */
    String name(TagToken tag, int index) {
        byte[] buffer = tag.buffer;
        int from = tag.attributeNameStart(index);
        int to = tag.attributeNameEnd(index);
        int hash = 0;
        for (int i = from; i < to; i++) {
            byte b = buffer[i];
            if (b <= 0) {
                return tag.attributeName(index);
            }
            hash = hash(hash, b);
        }
        int slot = spread(hash);
        for (int i = slot & COMMON_MASK; ; i = (i + 1) & COMMON_MASK) {
            String common = COMMON_BY_HASH[i];
            if (common == null) {
                return other(tag, index, slot);
            }
            if (isName(common, buffer, from, to)) {
                return common;
            }
        }
    }

    private String other(TagToken tag, int index, int slot) {
        if (others == null) {
            others = new String[OTHERS_MASK + 1];
        }
        String known = others[slot & OTHERS_MASK];
        if (known != null && isName(known, tag.buffer, tag.attributeNameStart(index), tag.attributeNameEnd(index))) {
            return known;
        }
        String fresh = tag.attributeName(index);
        others[slot & OTHERS_MASK] = fresh;
        return fresh;
    }

    /** Whether {@code lowerCase}, which is ASCII, is what these bytes are in lower case. */
    static boolean isName(String lowerCase, byte[] bytes, int from, int to) {
        if (to - from != lowerCase.length()) {
            return false;
        }
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            char c = lowerCase.charAt(i - from);
            if (b != c && (b < 'A' || b > 'Z' || (b | 0x20) != c)) {
                return false;
            }
        }
        return true;
    }

    private static int hash(int hash, int b) {
        return hash * 31 + (b | 0x20);
    }

    private static int spread(int hash) {
        return hash ^ hash >>> 9;
    }

    private static @Nullable String[] commonByHash() {
        @Nullable String[] table = new String[COMMON_MASK + 1];
        for (String name : COMMON) {
            int hash = 0;
            for (int i = 0; i < name.length(); i++) {
                hash = hash(hash, name.charAt(i));
            }
            int slot = spread(hash) & COMMON_MASK;
            while (table[slot] != null) {
                slot = (slot + 1) & COMMON_MASK;
            }
            table[slot] = name;
        }
        return table;
    }
}
