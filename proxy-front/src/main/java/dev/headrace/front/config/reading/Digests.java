package dev.headrace.front.config.reading;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Digests of files and nodes. */
final class Digests {
    private Digests() {}

    /** In 64 hexadecimal digits. */
    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    /** In 64 hexadecimal digits; comments, quotes and indentation do not count. */
    static String sha256(Node node) {
        MessageDigest digest = sha256();
        update(digest, node);
        return HexFormat.of().formatHex(digest.digest());
    }

    /** No two trees give the same bytes: each text has its length in front of it, each collection an end. */
    private static void update(MessageDigest digest, Node node) {
        if (node instanceof MappingNode mapping) {
            digest.update((byte) '{');
            for (NodeTuple entry : mapping.getValue()) {
                update(digest, entry.getKeyNode());
                update(digest, entry.getValueNode());
            }
            digest.update((byte) '}');
        } else if (node instanceof SequenceNode sequence) {
            digest.update((byte) '[');
            sequence.getValue().forEach(item -> update(digest, item));
            digest.update((byte) ']');
        } else if (node instanceof ScalarNode scalar) {
            byte[] text = (scalar.getTag() + " " + scalar.getValue()).getBytes(StandardCharsets.UTF_8);
            digest.update((text.length + "\"").getBytes(StandardCharsets.US_ASCII));
            digest.update(text);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
