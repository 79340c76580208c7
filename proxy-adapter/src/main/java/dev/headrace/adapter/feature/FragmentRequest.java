package dev.headrace.adapter.feature;

import dev.headrace.adapter.request.RequestHead;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link FragmentSource} is to get.
 *
 * @param origin scheme and authority, in lower case ({@code https://parts.example:8443}), one of the {@linkplain EsiOptions#hosts hosts} that
 *     are listed; null for the page's own host
 * @param target path and query, in ASCII, without dot segments: {@code /parts/menu?lang=de}
 * @param page the request that the page answers
 * @param depth 1 for what the page includes, 2 for what that includes, and so on
 * @param maxBytes a fragment with more bytes of content is of no use
 */
public record FragmentRequest(@Nullable String origin, String target, RequestHead page, int depth, int maxBytes) {}
