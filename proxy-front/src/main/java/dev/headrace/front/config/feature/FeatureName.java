package dev.headrace.front.config.feature;

import java.util.Locale;

/** The features that there are. */
public enum FeatureName {
    /** Images and iframes are loaded when they come near. */
    LAZY_LOADING;

    /** The word in files, counters and header fields. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
