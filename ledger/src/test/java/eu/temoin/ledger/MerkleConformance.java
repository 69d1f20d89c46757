package eu.temoin.ledger;

import eu.temoin.ledger.MalformedException.Format;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs the formats of this module over the public Merkle test data: known answers of RFC 6962 and of signed notes, proof
 * probes most of which must be refused, and a real tlog-tiles log. Every file of the folder is read; one that no case
 * understands counts as a difference.
 */
public final class MerkleConformance {
    private static final String TESSERA_KEY =
            "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx";

    private final JsonMapper json = JsonMapper.builder().build();
    private final Map<String, Result.Folder> folders = new TreeMap<>();
    private String folder = "";
    private String file = "";

    private MerkleConformance() {}

    /**
     * What agreed and what differed.
     *
     * @param files how many files were read
     * @param folders counts and reasons, by folder
     */
    public record Result(int files, Map<String, Folder> folders) {
        /**
         * One folder of the data.
         *
         * @param agree checks that came out as the data says
         * @param differences those that did not, each with its file and reason
         */
        public record Folder(int agree, List<String> differences) {
            Folder plus(int more, List<String> also) {
                return new Folder(
                        agree + more,
                        Stream.concat(differences.stream(), also.stream()).toList());
            }
        }

        /** Checks that agreed. */
        public int agree() {
            return folders.values().stream().mapToInt(Folder::agree).sum();
        }

        /** Checks that differed. */
        public int differ() {
            return folders.values().stream()
                    .mapToInt(f -> f.differences().size())
                    .sum();
        }
    }

    /**
     * Reads every file under {@code corpus}.
     *
     * @throws IOException if the folder is missing or a file cannot be read
     */
    public static Result run(Path corpus) throws IOException {
        MerkleConformance run = new MerkleConformance();
        List<Path> files;
        try (Stream<Path> walk = Files.walk(corpus)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        if (files.isEmpty()) {
            throw new IOException("no test data under " + corpus);
        }
        for (Path path : files) {
            run.read(corpus, path);
        }
        return new Result(files.size(), run.folders);
    }

    /** Prints the result for one folder: for use by hand. */
    public static void main(String[] arguments) throws IOException {
        Result result = run(Path.of(arguments[0]));
        result.folders().forEach((name, folder) -> {
            System.out.println(name + ": " + folder.agree() + " agree, "
                    + folder.differences().size() + " differ");
            folder.differences().forEach(difference -> System.out.println("  " + difference));
        });
        System.out.println(result.files() + " files read");
    }

    private void read(Path corpus, Path path) throws IOException {
        Path within = corpus.relativize(path);
        file = within.toString();
        folder = within.getNameCount() > 1 ? within.getName(0).toString() : ".";
        String name = String.valueOf(path.getFileName());
        byte[] bytes = Files.readAllBytes(path);
        if (name.equals("LICENSE") || name.equals("NOTE")) {
            expect(bytes.length > 0, "an empty notice");
        } else if (file.equals("known-answers/rfc6962.json")) {
            knownTrees(json.readTree(bytes));
        } else if (file.equals("known-answers/signed-note.json")) {
            knownNotes(json.readTree(bytes));
        } else if (file.startsWith("probes/inclusion/")) {
            inclusionProbe(json.readTree(bytes));
        } else if (file.startsWith("probes/consistency/")) {
            consistencyProbe(json.readTree(bytes));
        } else if (folder.equals("tessera")) {
            logFile(corpus.resolve("tessera/testdata/log"), path, bytes);
        } else {
            expect(false, "nothing here understands this file");
        }
    }

    private void expect(boolean agrees, String otherwise) {
        folders.merge(
                folder,
                new Result.Folder(agrees ? 1 : 0, agrees ? List.of() : List.of(file + ": " + otherwise)),
                (was, now) -> was.plus(now.agree(), now.differences()));
    }

    private void knownTrees(JsonNode data) {
        expect(hex(data.get("emptyRoot")).equals(TreeHash.EMPTY_ROOT.bytes()), "root of the empty tree");
        expect(hex(data.get("emptyLeaf")).equals(TreeHash.leaf(Bytes.empty()).bytes()), "hash of the empty leaf");
        expect(
                hex(data.get("leaf_L123456"))
                        .equals(TreeHash.leaf(Bytes.wrap(Utf8.encode("L123456")))
                                .bytes()),
                "hash of leaf L123456");
        expect(
                hex(data.get("node_N123_N456"))
                        .equals(Hash.sha256(new byte[] {1}, Utf8.encode("N123"), Utf8.encode("N456"))
                                .bytes()),
                "hash of node N123 N456");
        List<Bytes> leaves = data.get("leafInputsHex")
                .valueStream()
                .map(MerkleConformance::hex)
                .toList();
        CompactRange range = CompactRange.empty();
        Map<String, Bytes> nodes = new TreeMap<>();
        for (int i = 0; i < leaves.size(); i++) {
            range.append(
                    TreeHash.leaf(leaves.get(i)), (level, index, hash) -> nodes.put(level + "/" + index, hash.bytes()));
            expect(range.root().bytes().equals(hex(data.get("rootBySize1to8").get(i))), "root of size " + (i + 1));
        }
        for (int level = 0; level < data.get("nodeHashesByLevel").size(); level++) {
            JsonNode hashes = data.get("nodeHashesByLevel").get(level);
            for (int i = 0; i < hashes.size(); i++) {
                expect(
                        nodes.getOrDefault(level + "/" + i, Bytes.empty()).equals(hex(hashes.get(i))),
                        "node " + i + " of level " + level);
            }
        }
    }

    private void knownNotes(JsonNode data) {
        String vkey = data.get("vkey").asString();
        String text = data.get("text").asString();
        Bytes signed = Bytes.wrap(Utf8.encode(data.get("signed").asString()));
        try {
            VerifierKey key = VerifierKey.parse(vkey);
            expect(key.toString().equals(vkey), "the key written again");
            Note note = Note.parse(signed);
            note.verify(List.of(key));
            expect(note.text().equals(text), "the text of the note");
            expect(note.encode().equals(signed), "the note written again");
            SigningKey signer = SigningKey.parse(data.get("skey").asString());
            expect(signer.verifier().equals(key), "the public half of the private key");
            expect(signer.sign(text).encode().equals(signed), "the note signed again");
            Note second = SigningKey.fromSeed("EnochRoot", new byte[32]).sign(text);
            expect(
                    new String(second.encode().toArray(), StandardCharsets.UTF_8)
                            .endsWith(data.get("second_signature_line").asString() + "\n"),
                    "the signature of the key of zeros");
            Note both = new Note(
                    text,
                    List.of(note.signatures().getFirst(), second.signatures().getFirst()));
            both.verify(List.of(key));
            both.verify(List.of(VerifierKey.parse(second())));
        } catch (MalformedException | UnverifiedException e) {
            expect(false, String.valueOf(e.getMessage()));
        }
        data.get("badKeys").forEach(bad -> refusedKey(bad.asString()));
        for (int start = 0; start < vkey.length(); start++) {
            for (int end = start; end <= vkey.length(); end++) {
                if (end - start < vkey.length()) {
                    refusedKey(vkey.substring(start, end));
                }
            }
            char[] changed = vkey.toCharArray();
            changed[start]++;
            refusedKey(String.valueOf(changed));
        }
    }

    private static String second() {
        return SigningKey.fromSeed("EnochRoot", new byte[32]).verifier().toString();
    }

    private void refusedKey(String text) {
        try {
            VerifierKey.parse(text);
            expect(false, "accepts the key " + text);
        } catch (MalformedException e) {
            expect(e.format() == Format.KEY, "refuses the key " + text + " as something else");
        }
    }

    private void inclusionProbe(JsonNode probe) {
        boolean accepted;
        String reason = "";
        try {
            TreeVerifier.inclusion(
                    number(probe.get("leafIdx")),
                    number(probe.get("treeSize")),
                    base64(probe.get("leafHash")),
                    hashes(probe),
                    base64(probe.get("root")));
            accepted = true;
        } catch (UnverifiedException e) {
            accepted = false;
            reason = String.valueOf(e.getMessage());
        }
        expect(accepted != probe.get("wantErr").asBoolean(), accepted ? "accepted" : "refused: " + reason);
    }

    private void consistencyProbe(JsonNode probe) {
        boolean accepted;
        String reason = "";
        try {
            TreeVerifier.consistency(
                    number(probe.get("size1")),
                    number(probe.get("size2")),
                    base64(probe.get("root1")),
                    base64(probe.get("root2")),
                    hashes(probe));
            accepted = true;
        } catch (UnverifiedException e) {
            accepted = false;
            reason = String.valueOf(e.getMessage());
        }
        expect(accepted != probe.get("wantErr").asBoolean(), accepted ? "accepted" : "refused: " + reason);
    }

    private void logFile(Path log, Path path, byte[] bytes) throws IOException {
        String within = log.relativize(path).toString();
        if (within.startsWith("checkpoint")) {
            checkpoint(log, within, bytes);
        } else if (within.startsWith("tile/")) {
            tile(log, within, bytes);
        } else if (within.equals(".state/treeState")) {
            JsonNode state = json.readTree(bytes);
            Checkpoint head = open(Files.readAllBytes(log.resolve("checkpoint")));
            expect(
                    state.get("size").asLong() == head.size()
                            && base64(state.get("root")).equals(head.root().bytes()),
                    "the head is not the state that the log kept");
        } else if (within.equals(".state/version")) {
            expect(new String(bytes, StandardCharsets.US_ASCII).equals("1"), "another version");
        } else if (within.equals(".state/publish.lock") || within.equals(".state/treeState.lock")) {
            expect(bytes.length == 0, "a lock file that is not empty");
        } else {
            expect(false, "nothing here understands this file of a log");
        }
    }

    private Checkpoint open(byte[] note) throws IOException {
        try {
            return Checkpoint.open(
                    Bytes.wrap(note), "example.com/log/testdata", List.of(VerifierKey.parse(TESSERA_KEY)));
        } catch (MalformedException | UnverifiedException e) {
            throw new IOException(file, e);
        }
    }

    private void checkpoint(Path log, String name, byte[] bytes) throws IOException {
        Checkpoint checkpoint = open(bytes);
        expect(
                name.equals("checkpoint") || name.equals("checkpoint." + checkpoint.size()),
                "signed for size " + checkpoint.size());
        expect(
                Checkpoint.of(checkpoint.origin(), checkpoint.size(), checkpoint.root())
                        .text()
                        .equals(noteText(bytes)),
                "the checkpoint written again");
        CompactRange range = CompactRange.empty();
        List<Bytes> leaves = entries(log, checkpoint.size());
        leaves.forEach(leaf -> range.append(TreeHash.leaf(leaf), (level, index, hash) -> {}));
        expect(range.root().equals(checkpoint.root()), "the entries lead to another root");
        Checkpoint head = open(Files.readAllBytes(log.resolve("checkpoint")));
        List<Hash> hashes =
                entries(log, head.size()).stream().map(TreeHash::leaf).toList();
        TreeNodes<RuntimeException> nodes = (level, index) -> {
            CompactRange subtree = CompactRange.empty();
            IntStream.range((int) (index << level), (int) ((index + 1) << level))
                    .forEach(i -> subtree.append(hashes.get(i), (l, n, h) -> {}));
            return subtree.root();
        };
        try {
            if (checkpoint.size() > 0) {
                TreeVerifier.consistency(
                        checkpoint.size(),
                        head.size(),
                        checkpoint.root().bytes(),
                        head.root().bytes(),
                        TreeProofs.consistency(checkpoint.size(), head.size(), nodes).stream()
                                .map(Hash::bytes)
                                .toList());
                expect(true, "");
            }
            for (int i = 0; i < checkpoint.size(); i++) {
                new TlogProof(Optional.empty(), i, TreeProofs.inclusion(i, checkpoint.size(), nodes), Bytes.of(bytes))
                        .verify(leaves.get(i), "example.com/log/testdata", List.of(VerifierKey.parse(TESSERA_KEY)));
                expect(true, "");
            }
        } catch (UnverifiedException | MalformedException e) {
            expect(false, String.valueOf(e.getMessage()));
        }
    }

    private static String noteText(byte[] note) throws IOException {
        try {
            return Note.parse(Bytes.of(note)).text();
        } catch (MalformedException e) {
            throw new IOException(e);
        }
    }

    private void tile(Path log, String name, byte[] bytes) throws IOException {
        TilePath tile;
        try {
            tile = TilePath.parse(name);
        } catch (MalformedException e) {
            expect(false, String.valueOf(e.getMessage()));
            return;
        }
        expect(tile.path().equals(name), "its path would be " + tile.path());
        if (tile.kind() == TilePath.Kind.ENTRIES) {
            expect(
                    bundle(bytes).size() == tile.width(),
                    "holds " + bundle(bytes).size() + " entries");
        } else {
            expect(bytes.length == tile.width() * Hash.LENGTH, "holds " + bytes.length + " bytes");
            List<Bytes> entries = entries(log, tile.width());
            for (int i = 0; i < tile.width(); i++) {
                Bytes hash = Bytes.of(Arrays.copyOfRange(bytes, i * 32, i * 32 + 32));
                expect(TreeHash.leaf(entries.get(i)).bytes().equals(hash), "hash " + i);
            }
        }
    }

    /** The first {@code size} entries of a log that fits one partial bundle. */
    private static List<Bytes> entries(Path log, long size) throws IOException {
        if (size == 0) {
            return List.of();
        }
        TilePath tile = new TilePath(TilePath.Kind.ENTRIES, 0, 0, (int) size);
        return bundle(Files.readAllBytes(log.resolve(tile.path())));
    }

    private static List<Bytes> bundle(byte[] bytes) throws IOException {
        List<Bytes> entries = new ArrayList<>();
        for (int at = 0; at < bytes.length; ) {
            if (at + 2 > bytes.length) {
                throw new IOException("half a length at the end of a bundle");
            }
            int length = (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
            if (at + 2 + length > bytes.length) {
                throw new IOException("half an entry at the end of a bundle");
            }
            entries.add(Bytes.of(Arrays.copyOfRange(bytes, at + 2, at + 2 + length)));
            at += 2 + length;
        }
        return entries;
    }

    private static Bytes hex(JsonNode node) {
        return Bytes.wrap(HexFormat.of().parseHex(node.asString()));
    }

    private static Bytes base64(JsonNode node) {
        return node.isNull() ? Bytes.empty() : Bytes.wrap(Base64.getDecoder().decode(node.asString()));
    }

    /** The data counts to 2^64 - 1; what is beyond a long becomes negative, and is refused as that. */
    private static long number(JsonNode node) {
        return node.bigIntegerValue().longValue();
    }

    private static List<Bytes> hashes(JsonNode probe) {
        return probe.get("proof").valueStream().map(MerkleConformance::base64).toList();
    }
}
