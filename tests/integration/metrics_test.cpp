// Metrics over HTTP, and the trace context on its way to an extractor.
#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <signal.h>
#include <unistd.h>

#include <chrono>
#include <vector>

#include "grpc/health/v1/health.grpc.pb.h"
#include "tests/integration/wire_testing.h"
#include "tests/support/daemon_process.h"

namespace lector::testing {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kTrace[] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

int Connect(int port) {
  const int fd = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return fd;
  close(fd);
  return -1;
}

// The answer to GET /metrics; empty: there is none.
std::string Scrape(int port) {
  const int fd = Connect(port);
  std::string out;
  if (fd >= 0) {
    constexpr std::string_view kRequest = "GET /metrics HTTP/1.0\r\n\r\n";
    EXPECT_EQ(send(fd, kRequest.data(), kRequest.size(), MSG_NOSIGNAL), static_cast<ssize_t>(kRequest.size()));
    char buffer[4096];
    for (ssize_t got = 0; (got = recv(fd, buffer, sizeof buffer, 0)) > 0;) out.append(buffer, static_cast<size_t>(got));
  }
  close(fd);
  return out;
}

int PortOf(const DaemonProcess& daemon) {
  const std::string log = daemon.log(), mark = "metrics at http://127.0.0.1:";
  const size_t at = log.find(mark);
  return at == std::string::npos ? 0 : std::stoi(log.substr(at + mark.size()));
}

TEST(MetricsTest, TellWhatTheDaemonDid) {
  DaemonProcess daemon({.plugin_dirs = {FIXTURE_PLUGINS}, .args = {"--metrics-listen", "127.0.0.1:0"}});
  ASSERT_TRUE(daemon.Start()) << daemon.log();
  const int port = PortOf(daemon);
  ASSERT_GT(port, 0) << daemon.log();
  ASSERT_TRUE(Analyze(daemon.channel(), RequestFor("Иванов", "test.words")).ok());
  ASSERT_TRUE(Analyze(daemon.channel(), RequestFor("Иванов", "test.fails")).ok());
  EXPECT_FALSE(Analyze(daemon.channel(), RequestFor("", "test.words")).ok());

  const std::string text = Scrape(port);
  for (const char* line : {
           "lector_extractors 4\n",
           "lector_documents_total{method=\"AnalyzeDocument\",code=\"OK\"} 2\n",
           "lector_documents_total{method=\"AnalyzeDocument\",code=\"INVALID_ARGUMENT\"} 1\n",
           "lector_document_text_bytes_total{method=\"AnalyzeDocument\"} 24\n",
           "lector_documents_under_way 0\n",
           "lector_extractor_calls_total{extractor=\"test.words\",code=\"OK\"} 1\n",
           "lector_extractor_records_total{extractor=\"test.words\"} 3\n",  // an entity, its mention, the size
           "lector_extractor_calls_total{extractor=\"test.fails\",code=\"INTERNAL\"} 1\n",
           "lector_plugin_count_total{extractor=\"test.fails\",metric=\"failures\"} 1\n",
       })
    EXPECT_THAT(text, HasSubstr(line));
}

TEST(MetricsTest, CountDocumentsOfStreams) {
  DaemonProcess daemon({.plugin_dirs = {FIXTURE_PLUGINS}, .args = {"--metrics-listen", "127.0.0.1:0"}});
  ASSERT_TRUE(daemon.Start()) << daemon.log();
  grpc::ClientContext context;
  auto stream = v1::AnalysisService::NewStub(daemon.channel())->StreamAnalyzeDocuments(&context);
  v1::StreamAnalyzeDocumentsRequest request;
  request.mutable_setup()->set_ordered(true);
  ASSERT_TRUE(stream->Write(request));
  for (const char* text : {"Иванов", "", "Петров"}) {
    request.mutable_document()->mutable_document()->set_text(text);
    ASSERT_TRUE(stream->Write(request));
  }
  stream->WritesDone();
  for (v1::StreamAnalyzeDocumentsResponse response; stream->Read(&response);) {
  }
  ASSERT_TRUE(stream->Finish().ok());
  const std::string text = Scrape(PortOf(daemon));
  EXPECT_THAT(text, HasSubstr("lector_documents_total{method=\"StreamAnalyzeDocuments\",code=\"OK\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("lector_documents_total{method=\"StreamAnalyzeDocuments\",code=\"INVALID_ARGUMENT\"} 1\n"));
}

TEST(MetricsTest, StayReadableWhateverAPluginSays) {
  DaemonProcess daemon({.plugin_dirs = {HOSTILE_PLUGINS},
                        .args = {"--metrics-listen", "127.0.0.1:0", "--log-format", "json"},
                        .toml = "[plugins]\nprobe_timeout_ms = 2000\n"});
  ASSERT_TRUE(daemon.Start()) << daemon.log();
  ASSERT_TRUE(Analyze(daemon.channel(), RequestFor("a", "hostile.speaks_bytes")).ok());
  const std::string text = Scrape(PortOf(daemon));
  size_t counters = 0;
  for (size_t at = 0; (at = text.find("\nlector_plugin_count_total{", at)) != std::string::npos; ++at) ++counters;
  EXPECT_EQ(counters, 100u);
  EXPECT_THAT(text, Not(HasSubstr("\xd0")));
  EXPECT_THAT(daemon.log(), HasSubstr(R"([hostile.speaks_bytes] bytes \ufffd\ufffd\ufffd\ufffd, a \"name\"\u000a"})"));
  EXPECT_THAT(daemon.log(), HasSubstr("the extractor 'hostile.speaks_bytes' counts what is not kept: '\\ufffd'"));
}

// The log of a daemon at work is JSON to its last line.
TEST(MetricsTest, ACrashIsALineOfTheLogsFormat) {
#ifdef LECTOR_SANITIZED
  GTEST_SKIP() << "a sanitizer reports the crash itself";
#endif
  DaemonProcess daemon({.plugin_dirs = {HOSTILE_PLUGINS},
                        .args = {"--log-format", "json"},
                        .toml = "[plugins]\nprobe_timeout_ms = 2000\n"});
  ASSERT_TRUE(daemon.Start()) << daemon.log();
  EXPECT_FALSE(Analyze(daemon.channel(), RequestFor("a", "hostile.overflows_stack")).ok());
  EXPECT_EQ(daemon.Wait(), 128 + SIGSEGV);
  EXPECT_THAT(daemon.log(), HasSubstr("\n{\"level\":\"critical\",\"message\":\"lectord: SIGSEGV while the extractor"));
  EXPECT_THAT(daemon.log(), EndsWith("\"}\n"));
}

// A connection that says nothing holds a thread of the server, for two seconds.
TEST(MetricsTest, AreServedBesideConnectionsThatSayNothing) {
  DaemonProcess daemon({.args = {"--metrics-listen", "127.0.0.1:0"}});
  ASSERT_TRUE(daemon.Start()) << daemon.log();
  std::vector<int> idle;
  for (int i = 0; i < 6; ++i) idle.push_back(Connect(PortOf(daemon)));
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_THAT(Scrape(PortOf(daemon)), HasSubstr("lector_info"));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));  // with one thread and its usual limit: 180
  for (const int fd : idle) close(fd);
}

TEST(MetricsTest, AnExtractorThatHangsIsSeen) {
  DaemonProcess daemon({.plugin_dirs = {HOSTILE_PLUGINS},
                        .args = {"--threads", "2", "--metrics-listen", "127.0.0.1:0"},
                        .toml = "[plugins]\nprobe_timeout_ms = 2000\n"});
  ASSERT_TRUE(daemon.Start()) << daemon.log();
  const auto stub = grpc::health::v1::Health::NewStub(daemon.channel());
  using Serving = grpc::health::v1::HealthCheckResponse;
  const auto watch = [&](grpc::ClientContext& context, const std::string& service) {
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(60));
    grpc::health::v1::HealthCheckRequest request;
    request.set_service(service);
    return stub->Watch(&context, request);
  };
  const auto hang = [&] {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::milliseconds(200));
    EXPECT_EQ(Analyze(daemon.channel(), RequestFor("a", "hostile.hangs"), nullptr, &context).error_code(),
              grpc::StatusCode::DEADLINE_EXCEEDED);
  };
  grpc::ClientContext contexts[2];
  const auto whole = watch(contexts[0], ""), extractor = watch(contexts[1], "extractor/hostile.hangs");
  Serving status;
  for (const auto& one : {whole.get(), extractor.get()}) {
    ASSERT_TRUE(one->Read(&status));
    EXPECT_EQ(status.status(), Serving::SERVING);
  }
  hang();
  ASSERT_TRUE(extractor->Read(&status));
  EXPECT_EQ(status.status(), Serving::NOT_SERVING);
  EXPECT_TRUE(daemon.WaitForLog("extractor 'hostile.hangs' does not come back"));
  EXPECT_THAT(Scrape(PortOf(daemon)), HasSubstr("lector_extractor_stuck{extractor=\"hostile.hangs\"} 1\n"));
  EXPECT_TRUE(Analyze(daemon.channel(), RequestFor("a", "hostile.good")).ok());  // there is another thread

  hang();
  ASSERT_TRUE(whole->Read(&status));
  EXPECT_EQ(status.status(), Serving::NOT_SERVING);
  for (grpc::ClientContext& context : contexts) context.TryCancel();
}

TEST(MetricsTest, WrongAddressesAreToldBeforeServing) {
  DaemonProcess first({.args = {"--metrics-listen", "127.0.0.1:0"}});
  ASSERT_TRUE(first.Start()) << first.log();
  DaemonProcess taken({.args = {"--metrics-listen", "127.0.0.1:" + std::to_string(PortOf(first))}});
  taken.Launch();
  EXPECT_EQ(taken.Wait(), 1);
  EXPECT_THAT(taken.log(), HasSubstr("cannot serve metrics on 127.0.0.1:"));
  for (const char* address : {"0.0.0.0:0", "unix:/tmp/metrics", "9464"}) {
    DaemonProcess wrong({.args = {"--metrics-listen", address}});
    wrong.Launch();
    EXPECT_EQ(wrong.Wait(), 2) << address;
    EXPECT_THAT(wrong.log(), Not(HasSubstr("ready")));
  }
}

TEST(MetricsTest, AreInTheLogAtTheEnd) {
  DaemonProcess daemon({.plugin_dirs = {FIXTURE_PLUGINS}});
  ASSERT_TRUE(daemon.Start()) << daemon.log();
  EXPECT_THAT(daemon.log(), Not(HasSubstr("metrics at")));  // none without --metrics-listen
  ASSERT_TRUE(Analyze(daemon.channel(), RequestFor("Иванов", "test.fails")).ok());
  daemon.Signal(SIGTERM);
  EXPECT_EQ(daemon.Wait(), 0);
  EXPECT_THAT(daemon.log(), HasSubstr("documents analysed: 1"));
  EXPECT_THAT(daemon.log(), HasSubstr("counted by 'test.fails': failures 1"));
}

TEST(TraceTest, ReachesExtractorsAndTheLogWhenItIsWellFormed) {
  DaemonProcess daemon({.plugin_dirs = {FIXTURE_PLUGINS}});
  ASSERT_TRUE(daemon.Start()) << daemon.log();
  grpc::ClientContext good;
  good.AddMetadata("traceparent", kTrace);
  ASSERT_TRUE(Analyze(daemon.channel(), RequestFor("a", "test.fails"), nullptr, &good).ok());
  EXPECT_THAT(daemon.log(), HasSubstr("trace '" + std::string(kTrace) + "'"));
  EXPECT_THAT(daemon.log(), HasSubstr("(traceparent " + std::string(kTrace) + ")"));

  for (const char* bad : {"00-1af7651916cd43dd8448eb211c80319c-b7ad6b7169203331", "no-trace",
                          "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                          "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01"}) {
    grpc::ClientContext context;
    context.AddMetadata("traceparent", bad);
    ASSERT_TRUE(Analyze(daemon.channel(), RequestFor("a", "test.fails"), nullptr, &context).ok());
    EXPECT_THAT(daemon.log(), Not(HasSubstr(bad)));
  }
}

}  // namespace
}  // namespace lector::testing
