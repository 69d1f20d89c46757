package eu.temoin.demo;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The style sheets, scripts and pictures of one site, read once and served from memory under {@code /assets/}. An
 * address that carries the file's hash may be kept for ever; any other is asked for again each time.
 */
final class Assets {

    private static final String FOLDER = "/assets/";
    private static final int TAG_CHARS = 12;

    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml; charset=utf-8");

    private final Map<String, Asset> byName = new LinkedHashMap<>();

    private record Asset(Buffer content, String type, String tag) {}

    static Assets read(String folder, List<String> names) {
        Assets assets = new Assets();
        names.forEach(name -> assets.add(name, Resources.bytes(folder + "/" + name)));
        return assets;
    }

    Assets with(String name, String content) {
        add(name, content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** The address to write into a page: it changes whenever the content does. */
    Html address(String name) {
        return Html.text(FOLDER + name + "?v=" + asset(name).tag());
    }

    void mount(Router router) {
        byName.forEach((name, asset) -> router.route(FOLDER + name)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(context -> serve(context, asset)));
    }

    private static void serve(RoutingContext context, Asset asset) {
        String tag = "W/\"" + asset.tag() + "\"";
        boolean lasting = context.queryParam("v").contains(asset.tag());
        context.response()
                .putHeader("ETag", tag)
                .putHeader("Cache-Control", lasting ? "public, max-age=31536000, immutable" : "no-cache");
        if (tag.equals(context.request().getHeader("If-None-Match"))) {
            context.response().setStatusCode(304).end();
            return;
        }
        context.response().putHeader("Content-Type", asset.type()).end(asset.content());
    }

    private Asset asset(String name) {
        Asset asset = byName.get(name);
        if (asset == null) {
            throw new IllegalStateException("no asset " + name + " among " + byName.keySet());
        }
        return asset;
    }

    private void add(String name, byte[] content) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalStateException("no content type for " + name);
        }
        byName.put(name, new Asset(Buffer.buffer(content), type, tag(content)));
    }

    private static String tag(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest).substring(0, TAG_CHARS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
