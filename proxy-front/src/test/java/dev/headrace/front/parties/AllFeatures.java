package dev.headrace.front.parties;

/** Every feature that there is, as a tenant switches it on. */
final class AllFeatures {
    static final String YAML = """
            features:
              lazy-loading: true
            """;

    private AllFeatures() {}
}
