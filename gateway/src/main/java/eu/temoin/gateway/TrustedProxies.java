package eu.temoin.gateway;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The addresses whose {@code X-Forwarded-*} and {@code Forwarded} headers are believed, as CIDR blocks (RFC 4632,
 * RFC 4291 section 2.3). From any other address these headers are replaced.
 */
public final class TrustedProxies {
    /** Blocks in one list. */
    public static final int BLOCKS_MAX = 100;

    /** Nobody is believed: the gateway is the first server that a browser meets. */
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    @SuppressWarnings("ArrayRecordComponent") // Nobody compares blocks.
    private record Block(byte[] network, int bits) {
        boolean contains(byte[] address) {
            if (address.length != network.length) {
                return false;
            }
            int whole = bits / 8;
            for (int i = 0; i < whole; i++) {
                if (address[i] != network[i]) {
                    return false;
                }
            }
            int rest = bits % 8;
            return rest == 0 || (address[whole] ^ network[whole]) >> (8 - rest) == 0;
        }
    }

    private final List<Block> blocks;

    private TrustedProxies(List<Block> blocks) {
        this.blocks = List.copyOf(blocks);
    }

    /**
     * Reads blocks like {@code 10.0.0.0/8}, {@code fd00::/8} or a bare address.
     *
     * @return empty where one of them is none, or there are more than {@link #BLOCKS_MAX}
     */
    public static Optional<TrustedProxies> parse(List<String> cidrs) {
        if (cidrs.size() > BLOCKS_MAX) {
            return Optional.empty();
        }
        List<Block> blocks = new ArrayList<>();
        for (String cidr : cidrs) {
            Optional<Block> block = parseBlock(cidr.trim());
            if (block.isEmpty()) {
                return Optional.empty();
            }
            blocks.add(block.get());
        }
        return Optional.of(new TrustedProxies(blocks));
    }

    private static Optional<Block> parseBlock(String cidr) {
        int slash = cidr.indexOf('/');
        byte[] network;
        try {
            network = InetAddress.ofLiteral(slash < 0 ? cidr : cidr.substring(0, slash))
                    .getAddress();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        int bits = network.length * 8;
        if (slash >= 0) {
            String digits = cidr.substring(slash + 1);
            if (!digits.matches("[0-9]{1,3}") || Integer.parseInt(digits) > bits) {
                return Optional.empty();
            }
            bits = Integer.parseInt(digits);
        }
        return Optional.of(new Block(network, bits));
    }

    boolean contains(InetAddress address) {
        if (blocks.isEmpty()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        for (Block block : blocks) {
            if (block.contains(bytes)) {
                return true;
            }
        }
        return false;
    }
}
