package dev.headrace.rewriter.tree;

import dev.headrace.rewriter.token.TagToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A tag's attributes as one string, equal for tags with equal attributes in any order. */
final class AttributeKey {
    private static final int MAX_PLAIN_CHARS = 256;

    private AttributeKey() {}

    static String of(TagToken tag) {
        if (tag.attributeCount == 0) {
            return "";
        }
        boolean[] duplicates = tag.duplicates();
        List<String> attributes = new ArrayList<>(tag.attributeCount);
        for (int i = 0; i < tag.attributeCount; i++) {
            if (duplicates == null || !duplicates[i]) {
                String name = tag.attributeName(i);
                String value = tag.attributeValue(i);
                // The lengths make the joined text unambiguous, whatever the name and value contain.
                attributes.add(name + '=' + name.length() + ':' + value.length() + '=' + value);
            }
        }
        attributes.sort(null);
        String key = String.join(" ", attributes);
        return key.length() <= MAX_PLAIN_CHARS ? key : digest(key);
    }

    private static String digest(String key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            // UTF-16, because UTF-8 would not tell lone surrogates apart.
            return HexFormat.of().formatHex(digest.digest(key.getBytes(StandardCharsets.UTF_16BE)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
