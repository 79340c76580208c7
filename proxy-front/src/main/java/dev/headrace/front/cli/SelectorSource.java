package dev.headrace.front.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * A selector and where it was given.
 *
 * @param place what to put in front of an error: a file and line, or nothing
 */
record SelectorSource(String place, String selector) {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** The lines of a file that are not blank. */
    static List<SelectorSource> read(String file) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(InputFile.existing(file));
        } catch (CharacterCodingException e) {
            throw new FileSystemException(file, null, "selectors should be in UTF-8, and these are not");
        }
        List<SelectorSource> selectors = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (i == 0 && !line.isEmpty() && line.charAt(0) == BYTE_ORDER_MARK) {
                line = line.substring(1);
            }
            if (!line.isBlank()) {
                selectors.add(new SelectorSource(file + ":" + (i + 1) + ": ", line));
            }
        }
        return selectors;
    }
}
