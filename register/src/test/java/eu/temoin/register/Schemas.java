package eu.temoin.register;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an ordinary YAML loader and an independent validator say with our schema alone. */
final class Schemas {
    static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(RegisterSchema.text(), InputFormat.JSON);

    private Schemas() {}

    /** Why the text is refused; what is no YAML counts as refused. */
    static List<String> refusals(String yaml) {
        Object loaded;
        try {
            LoadSettings settings =
                    LoadSettings.builder().setSchema(new CoreSchema()).build();
            loaded = new Load(settings).loadFromString(yaml);
        } catch (YamlEngineException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
        JsonNode tree = JsonMapper.shared().valueToTree(loaded);
        return SCHEMA.validate(tree).stream().map(Error::toString).toList();
    }
}
