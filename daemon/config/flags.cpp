#include "daemon/config/flags.h"

#include <CLI/CLI.hpp>

#include <optional>
#include <vector>

namespace lector::config {
namespace {

constexpr char kAbout[] =
    "lectord reads news and answers over gRPC: who said what, who and what is named, which numbers were given.";

constexpr char kFooter[] = R"(
The configuration file (TOML) has the sections [server] listen, allow_non_loopback, drain_seconds; [engine] threads, queue;
[limits] max_text_bytes, max_concurrent_streams, max_metadata_bytes, stream_window, keepalive_seconds,
keepalive_timeout_seconds, min_ping_interval_seconds, max_connection_age_seconds, max_connection_grace_seconds; [plugins]
dirs, copy_dir, probe, probe_timeout_ms; [text] data_dir; [log] level, format; [metrics] listen; and [extractors.NAME] with the
settings of an extractor. A flag overrides the file; --print-config shows what holds.

Defaults: it listens on unix:$XDG_RUNTIME_DIR/lector/lectord.sock (without XDG_RUNTIME_DIR: unix:/run/lector/lectord.sock)
and on TCP only when told to. Plugins are the *.so files of ../plugins or ../lib/lector/plugins beside the folder of lectord;
private copies of them go to $XDG_CACHE_HOME/lector/plugins, ~/.cache/lector/plugins or /var/cache/lector/plugins, the first
that can be written. Logs go to standard error.

SIGTERM and SIGINT drain: new calls are refused with UNAVAILABLE, those under way are finished. A second signal ends at once.

Exit status: 0 a clean end; 1 it could not start, or --check-config found plugins that are refused; 2 wrong usage or
configuration.)";

// What stands on the command line; empty: not given.
struct Given {
  std::string config_file;
  std::vector<std::string> listen, plugin_dirs;
  std::optional<uint32_t> threads, queue, max_text_bytes, drain_seconds;
  std::optional<std::string> data_dir, log_level, log_format, metrics_listen;
  bool allow_non_loopback = false, check_config = false, print_config = false;
};

void Declare(CLI::App& app, Given& given) {
  app.add_option("--config", given.config_file, "Read the configuration from a TOML file")->type_name("FILE");
  app.add_option("--listen", given.listen,
                 "Listen on 127.0.0.1:PORT, [::1]:PORT or unix:/PATH; may be repeated; port 0: a free one, named in the log")
      ->type_name("ADDRESS")
      ->allow_extra_args(false);
  app.add_flag("--allow-non-loopback", given.allow_non_loopback,
               "Permit addresses that other machines reach; there is no authentication: put a proxy before it");
  app.add_option("--plugin-dir", given.plugin_dirs, "Load the plugins (*.so) of a folder; may be repeated; replaces the default")
      ->type_name("DIR")
      ->allow_extra_args(false);
  app.add_option("--data-dir", given.data_dir, "Where models and dictionaries lie")->type_name("DIR");
  app.add_option("--threads", given.threads, "Documents that are analysed at once; 0: one for each CPU (default)")
      ->type_name("N");
  app.add_option("--queue", given.queue, "Documents that wait for a thread before calls are refused (default 64)")
      ->type_name("N");
  app.add_option("--max-text-bytes", given.max_text_bytes, "Longest text of a document, in bytes of UTF-8 (default 8388608)")
      ->type_name("N");
  app.add_option("--drain-seconds", given.drain_seconds, "How long calls under way may take to finish after SIGTERM (default 30)")
      ->type_name("N");
  app.add_option("--log-level", given.log_level, "debug, info (default), warning, error or off")->type_name("LEVEL");
  app.add_option("--log-format", given.log_format, "text (default) or json")->type_name("FORMAT");
  app.add_option("--metrics-listen", given.metrics_listen,
                 "Serve metrics for Prometheus on http://HOST:PORT/metrics (default: not); port 0: a free one, named in the log")
      ->type_name("HOST:PORT");
  app.add_flag("--check-config", given.check_config, "Load configuration and plugins, say what is wrong with them, and exit");
  app.add_flag("--print-config", given.print_config, "Print the configuration that holds as TOML, and exit");
}

void Override(const Given& given, Config& config) {
  if (!given.listen.empty()) config.server.listen = given.listen;
  if (!given.plugin_dirs.empty()) config.plugins.dirs = given.plugin_dirs;
  if (given.allow_non_loopback) config.server.allow_non_loopback = true;
  if (given.threads) config.engine.threads = *given.threads;
  if (given.queue) config.engine.queue = *given.queue;
  if (given.max_text_bytes) config.limits.max_text_bytes = *given.max_text_bytes;
  if (given.drain_seconds) config.server.drain_seconds = *given.drain_seconds;
  if (given.data_dir) config.text.data_dir = *given.data_dir;
  if (given.log_level) config.log.level = *given.log_level;
  if (given.log_format) config.log.format = *given.log_format;
  if (given.metrics_listen) config.metrics.listen = *given.metrics_listen;
}

}  // namespace

Result<CommandLine> ParseCommandLine(int argc, const char* const* argv, const std::string& version) {
  CommandLine out;
  Given given;
  CLI::App app(kAbout, "lectord");
  app.footer(kFooter);
  app.set_version_flag("--version", "lectord " + version);
  Declare(app, given);
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    out.action = CommandLine::Action::kPrintText;
    out.text = app.help();
    return out;
  } catch (const CLI::CallForVersion&) {
    out.action = CommandLine::Action::kPrintText;
    out.text = "lectord " + version + "\n";
    return out;
  } catch (const CLI::ParseError& error) {
    return Status(Code::kInvalidArgument, std::string(error.what()) + " (lectord --help lists the flags)", "INVALID_CONFIG");
  }
  if (!given.config_file.empty()) {
    Result<Config> file = Config::LoadFile(given.config_file);
    if (!file.ok()) return file.status();
    out.config = std::move(*file);
  }
  Override(given, out.config);
  if (Status status = CheckRanges(out.config); !status.ok()) return status;
  if (given.print_config) out.action = CommandLine::Action::kPrintConfig;
  if (given.check_config) out.action = CommandLine::Action::kCheckConfig;
  return out;
}

}  // namespace lector::config
