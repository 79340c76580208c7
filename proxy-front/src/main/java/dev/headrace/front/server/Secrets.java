package dev.headrace.front.server;

import dev.headrace.front.config.SecretConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;

/** Fetches secrets from where they are kept. */
final class Secrets {
    private Secrets() {}

    /**
     * Fetches one.
     *
     * @param what it is for, for errors
     * @throws IOException if it is not there, or empty
     */
    static String read(String what, SecretConfig from, Map<String, String> environment) throws IOException {
        String place = from.file() == null ? "the variable " + from.env() : "the file " + from.file();
        String secret;
        if (from.file() == null) {
            secret = environment.getOrDefault(String.valueOf(from.env()), "");
        } else {
            try {
                secret = Files.readString(from.file());
            } catch (IOException e) {
                throw new IOException(what + " cannot be read from " + place + ": " + e, e);
            }
        }
        if (secret.isBlank()) {
            throw new IOException(what + " should be in " + place + ", and there is nothing in it");
        }
        return secret.strip();
    }
}
