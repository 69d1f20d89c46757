package eu.temoin.enforcement.html;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The address of the privacy centre, and which links of a page lead there: one that has its own needs none of ours. */
final class CentreLink {
    private final String host;
    private final String path;
    private final byte[] pathBytes;

    CentreLink(String host, String path) {
        this.host = host;
        this.path = path;
        this.pathBytes = path.getBytes(StandardCharsets.US_ASCII);
    }

    boolean isMeantBy(Tag tag, TagGate gate) {
        int href = tag.find(Attribute.HREF);
        return href >= 0
                && mayEndInPath(tag, href)
                && WebAddress.resolve(gate.text(tag, href), gate.base()) instanceof WebAddress.Target.Remote remote
                && remote.address().path().equals(path)
                && remote.address().host().equals(host);
    }

    /** Whether the path stands before the query or fragment, if any: spares most links the way through a String. */
    private boolean mayEndInPath(Tag tag, int attribute) {
        byte[] bytes = tag.bytes();
        int from = tag.valueStart(attribute);
        int length = pathBytes.length;
        if (tag.valueEnd(attribute) - from < length) {
            return false;
        }
        int query = Bytes.indexOfNear(bytes, (byte) '?', from, tag.valueEnd(attribute));
        int end = Bytes.indexOfNear(bytes, (byte) '#', from, query);
        return end - from >= length && Arrays.equals(bytes, end - length, end, pathBytes, 0, length);
    }
}
