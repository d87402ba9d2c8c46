#include "daemon/registry/registry.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <set>

#include "clean_exit.h"
#include "temp_dir.h"

namespace lector::registry {
namespace {

namespace fs = std::filesystem;

// Plugins of tests/hostile in a folder of the test's own.
class RegistryTest : public testing::Test {
 protected:
  RegistryTest() {
    fs::create_directory(plugins_);
    options_.plugin_dirs = {plugins_};
    options_.copy_dir = dir_ / "copies";
    options_.probe = PROBE;
    options_.probe_timeout_ms = 20'000;
  }
  void Use(const std::string& name, const std::string& as = {}) {
    fs::copy_file(std::string(HOSTILE_PLUGINS) + "/" + name + ".so", plugins_ + "/" + (as.empty() ? name : as) + ".so");
  }
  std::unique_ptr<Registry> Load() { return Registry::Load(options_, layers_); }
  static const Refusal* Find(const Registry& registry, const std::string& file) {
    for (const Refusal& refusal : registry.refusals())
      if (fs::path(refusal.file).filename() == file) return &refusal;
    return nullptr;
  }

  TempDir dir_;
  const std::string plugins_ = dir_ / "plugins";
  LoadOptions options_;
  text::LayerRegistry layers_;
};

struct Expected {
  const char* name;
  const char* check;
  const char* says;
};

constexpr Expected kRefused[] = {
    {"text_file", "elf", "not an ELF file"},
    {"truncated", "elf", "truncated"},
    {"executable_stack", "elf", "stack"},
    {"no_note", "note", "no Lector note"},
    {"wrong_abi", "note", "ABI 9."},
    {"links_protobuf", "dependencies", "libprotobuf"},
    {"brings_protobuf", "dependencies", "libprotobuf"},
    {"static_tls", "dependencies", "DF_STATIC_TLS"},
    {"aborts_in_constructor", "load", "SIGABRT"},
    {"loops_in_constructor", "load", "ms"},
    {"exits_in_constructor", "load", kCleanExit},
    {"no_entry", "entry", "lector_plugin"},
    {"wrong_entry", "entry", "magic"},
    {"same_id_2", "entry", "same_id_1.so"},
    {"wants_pattern", "manifest", "'pattern' is not taken"},
    {"bad_manifest", "manifest", "did you mean 'requires'"},
    {"missing_provider", "graph", "hostile.v1.NobodyHasThis"},
    {"needs_missing_provider", "graph", "'hostile.missing_provider', which was refused"},
    {"requires_names", "graph", "lector.names/1, a layer that this daemon cannot make for any language"},
    {"cycle_1", "graph", "'hostile.cycle_1' requires 'hostile.cycle_2' requires 'hostile.cycle_1'"},
    {"cycle_2", "graph", "circle"},
    {"throws_in_create", "create", "the word list is empty"},
    {"refuses_setting", "create", "limits.max"},
};

TEST_F(RegistryTest, RefusesEachOfTheHostileAndLoadsTheRest) {
  options_.probe_timeout_ms = 3'000;
  std::set<std::string> loaded = {"hostile.good", "hostile.same_id", "hostile.emits_out_of_bounds", "hostile.emits_undeclared_type",
                                  "hostile.throws_in_analyze", "hostile.loops_until_cancelled", "hostile.ignores_deadline",
                                  "hostile.overflows_stack", "hostile.hangs"};
  for (const Expected& expected : kRefused) Use(expected.name);
  Use("wild_pointer");
  for (const char* name : {"good", "same_id_1", "emits_out_of_bounds", "emits_undeclared_type", "throws_in_analyze", "loops_until_cancelled",
                           "ignores_deadline", "hangs", "overflows_stack"})
    Use(name);
  fs::copy_file(std::string(HOSTILE_PLUGINS) + "/good.so", plugins_ + "/good.so.bak");  // not a plugin's name
  const std::unique_ptr<Registry> registry = Load();

  std::set<std::string> ids;
  for (const auto& extractor : registry->extractors()) ids.insert(extractor->id);
  EXPECT_EQ(ids, loaded);
  for (const Expected& expected : kRefused) {
    const Refusal* refusal = Find(*registry, std::string(expected.name) + ".so");
    ASSERT_NE(refusal, nullptr) << expected.name;
    EXPECT_EQ(refusal->file, plugins_ + "/" + expected.name + ".so");
    EXPECT_EQ(refusal->check, expected.check) << expected.name << ": " << refusal->message;
    EXPECT_NE(refusal->message.find(expected.says), std::string::npos) << expected.name << ": " << refusal->message;
    EXPECT_FALSE(refusal->remedy.empty()) << expected.name;
  }
  EXPECT_EQ(Find(*registry, "wild_pointer.so")->check, "load");
  EXPECT_EQ(registry->refusals().size(), std::size(kRefused) + 1);
}

TEST_F(RegistryTest, KnowsItsExtractors) {
  Use("good");
  const std::unique_ptr<Registry> registry = Load();
  ASSERT_EQ(registry->extractors().size(), 1u);
  const Extractor* good = registry->Find("hostile.good");
  ASSERT_NE(good, nullptr);
  EXPECT_EQ(good->version, "1.0.0");
  EXPECT_EQ(good->file, plugins_ + "/good.so");
  EXPECT_EQ(good->manifest.provides, std::vector<std::string>{"hostile.v1.Exclamation"});
  EXPECT_NE(good->instance, nullptr);
  EXPECT_EQ(good->index, 0u);
  EXPECT_EQ(registry->Find("hostile.god"), nullptr);
  EXPECT_EQ(registry->NotFound("hostile.god").message(), "there is no extractor 'hostile.god' (did you mean 'hostile.good'?)");
}

TEST_F(RegistryTest, AReplacedFileIsNewCode) {
  Use("same_id_1", "plugin");
  EXPECT_EQ(Load()->Find("hostile.same_id")->version, "1.0.1");
  fs::remove(plugins_ + "/plugin.so");
  Use("same_id_2", "plugin");
  EXPECT_EQ(Load()->Find("hostile.same_id")->version, "1.0.2");
}

TEST_F(RegistryTest, OverwritingALoadedFileHarmsNobody) {
  Use("good");
  const std::unique_ptr<Registry> registry = Load();
  fs::resize_file(plugins_ + "/good.so", 100);
  const lector_extractor* abi = registry->Find("hostile.good")->abi;
  EXPECT_STREQ(abi->id, "hostile.good");
}

TEST_F(RegistryTest, SettingsReachCreateAndAreCheckedByTheSchema) {
  Use("refuses_setting");
  options_.settings["hostile.refuses_setting"] = R"({"limits": {"max": 5}})";
  EXPECT_NE(Load()->Find("hostile.refuses_setting"), nullptr);

  options_.settings["hostile.refuses_setting"] = R"({"limits": {"max": 0}})";
  std::unique_ptr<Registry> registry = Load();
  ASSERT_EQ(registry->refusals().size(), 1u);
  EXPECT_EQ(registry->refusals()[0].check, "create");
  EXPECT_NE(registry->refusals()[0].message.find("limits.max"), std::string::npos) << registry->refusals()[0].message;

  options_.settings["hostile.refuses_setting"] = R"({"limits": {"max": 6}})";
  registry = Load();
  ASSERT_EQ(registry->refusals().size(), 1u);
  EXPECT_NE(registry->refusals()[0].message.find("at most 5"), std::string::npos) << registry->refusals()[0].message;
}

class NoNames : public text::LayerProvider {
 public:
  uint32_t layer() const override { return LECTOR_LAYER_NAMES; }
  Result<std::unique_ptr<text::Layer>> Compute(const text::Document&, const Stop&) const override {
    return Status(Code::kInternal, "not used");
  }
};

TEST_F(RegistryTest, ModelsAreOpenedAtLoadForWhoReadsTheirLayers) {
  std::string opened;
  layers_.Defer({"ru", {LECTOR_LAYER_NAMES}, {}}, [&](text::LayerRegistry& registry) {
    opened += "names ";
    registry.Add(std::make_unique<NoNames>(), "ru");
    return Status();
  });
  layers_.Defer({"ru", {LECTOR_LAYER_MORPH}, {}}, [&](text::LayerRegistry&) {
    opened += "morph ";
    return Status(Code::kFailedPrecondition, "the dictionary is damaged");
  });
  layers_.Defer({"ru", {LECTOR_LAYER_SYNTAX}, {}}, [&](text::LayerRegistry&) {
    opened += "syntax ";
    return Status();
  });
  Use("good");
  EXPECT_NE(Load()->Find("hostile.good"), nullptr);
  EXPECT_EQ(opened, "");

  Use("requires_names");
  EXPECT_NE(Load()->Find("hostile.requires_names"), nullptr);  // it only uses the other
  EXPECT_EQ(opened, "names morph ");
  EXPECT_EQ(layers_.DescribeMissing(), std::vector<std::string>{"without lector.morph/1 for 'ru': the dictionary is damaged"});
}

TEST_F(RegistryTest, WhoRequiresALayerOfADamagedModelIsRefused) {
  layers_.Defer({"ru", {LECTOR_LAYER_NAMES}, {}},
                [](text::LayerRegistry&) { return Status(Code::kFailedPrecondition, "the model is damaged"); });
  Use("good"), Use("requires_names");
  const std::unique_ptr<Registry> registry = Load();
  EXPECT_NE(registry->Find("hostile.good"), nullptr);
  ASSERT_NE(Find(*registry, "requires_names.so"), nullptr);
  EXPECT_EQ(Find(*registry, "requires_names.so")->check, "graph");
  EXPECT_EQ(layers_.DescribeMissing(), std::vector<std::string>{"without lector.names/1 for 'ru': the model is damaged"});
}

TEST_F(RegistryTest, SettingsForNobodyAreARefusal) {
  Use("good");
  options_.settings["hostile.goood"] = "{}";
  const std::unique_ptr<Registry> registry = Load();
  EXPECT_NE(registry->Find("hostile.good"), nullptr);
  ASSERT_EQ(registry->refusals().size(), 1u);
  EXPECT_EQ(registry->refusals()[0].check, "settings");
  EXPECT_NE(registry->refusals()[0].message.find("did you mean 'hostile.good'"), std::string::npos) << registry->refusals()[0].message;
}

TEST_F(RegistryTest, SettingsOfARefusedPluginAreNoSecondRefusal) {
  Use("missing_provider");
  options_.settings["hostile.missing_provider"] = "{}";
  EXPECT_EQ(Load()->refusals().size(), 1u);
}

TEST_F(RegistryTest, AnUnreadableFolderDoesNotStopTheOthers) {
  Use("good");
  options_.plugin_dirs = {dir_ / "nowhere", plugins_, plugins_ + "/."};
  const std::unique_ptr<Registry> registry = Load();
  EXPECT_NE(registry->Find("hostile.good"), nullptr);
  ASSERT_EQ(registry->refusals().size(), 1u);
  EXPECT_EQ(registry->refusals()[0].file, dir_ / "nowhere");
  EXPECT_EQ(registry->refusals()[0].check, "file");
}

TEST_F(RegistryTest, AFolderAndADeadLinkNamedLikeAPluginAreRefused) {
  fs::create_directory(plugins_ + "/folder.so");
  fs::create_symlink("/nonexistent", plugins_ + "/link.so");
  const std::unique_ptr<Registry> registry = Load();
  ASSERT_NE(Find(*registry, "folder.so"), nullptr);
  EXPECT_EQ(Find(*registry, "folder.so")->check, "file");
  ASSERT_NE(Find(*registry, "link.so"), nullptr);
  EXPECT_EQ(Find(*registry, "link.so")->check, "file");
}

TEST_F(RegistryTest, CopiesThatOthersCanChangeAreNotLoaded) {
  Use("good");
  fs::create_directory(options_.copy_dir);
  chmod(options_.copy_dir.c_str(), 0777);
  const std::unique_ptr<Registry> registry = Load();
  EXPECT_TRUE(registry->extractors().empty());
  ASSERT_EQ(registry->refusals().size(), 1u);
  EXPECT_EQ(registry->refusals()[0].check, "copy");
}

}  // namespace
}  // namespace lector::registry
