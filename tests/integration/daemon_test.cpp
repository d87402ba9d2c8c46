// The process: listening, configuration, draining, and how it ends.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <thread>

#include "grpc/health/v1/health.grpc.pb.h"
#include "tests/integration/wire_testing.h"
#include "tests/support/daemon_process.h"

namespace lector::testing {
namespace {

namespace fs = std::filesystem;
namespace health = grpc::health::v1;
using std::chrono::milliseconds;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(DaemonTest, ListensOnTwoAddresses) {
  DaemonProcess daemon({.plugin_dirs = {FIXTURE_PLUGINS}, .args = {"--listen", "127.0.0.1:0"}});
  ASSERT_TRUE(daemon.Start()) << daemon.log();
  const std::string log = daemon.log(), mark = "listening on 127.0.0.1:";
  const size_t at = log.find(mark);
  ASSERT_NE(at, std::string::npos) << log;
  const int port = std::stoi(log.substr(at + mark.size()));
  ASSERT_GT(port, 0);
  EXPECT_TRUE(Analyze(daemon.channel(), RequestFor("a")).ok());
  EXPECT_TRUE(Analyze(daemon.new_channel("127.0.0.1:" + std::to_string(port)), RequestFor("a")).ok());
}

TEST(DaemonTest, SecondOneOnTheSameSocketIsTold) {
  DaemonProcess first({});
  ASSERT_TRUE(first.Start()) << first.log();
  DaemonProcess second({.args = {"--listen", first.address()}});
  second.Launch();
  EXPECT_EQ(second.Wait(), 1);
  EXPECT_THAT(second.log(), HasSubstr("another daemon listens on"));
  EXPECT_TRUE(Analyze(first.channel(), RequestFor("a")).ok());
}

TEST(DaemonTest, StaleSocketIsReplacedButNoOtherFile) {
  DaemonProcess daemon({});
  const std::string path = (daemon.folder() / "lectord.sock").string();
  {
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
    const int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    ASSERT_EQ(bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    close(fd);  // the file stays
  }
  ASSERT_TRUE(fs::is_socket(path));
  ASSERT_TRUE(daemon.Start()) << daemon.log();
  EXPECT_TRUE(Analyze(daemon.channel(), RequestFor("a")).ok());

  DaemonProcess other({});
  std::ofstream(other.folder() / "lectord.sock") << "precious";
  other.Launch();
  EXPECT_EQ(other.Wait(), 1);
  EXPECT_THAT(other.log(), HasSubstr("is no socket"));
  EXPECT_TRUE(fs::is_regular_file(other.folder() / "lectord.sock"));
}

// What systemd, or here a socket in its place, is told of a service with Type=notify.
TEST(DaemonTest, TellsTheServiceManagerWhenItIsReadyAndWhenItStops) {
  const int fd = socket(AF_UNIX, SOCK_DGRAM, 0);
  sockaddr_un address = {};
  address.sun_family = AF_UNIX;
  const std::string name = "lectord-notify-" + std::to_string(getpid());  // in the abstract namespace
  std::memcpy(address.sun_path + 1, name.data(), name.size());
  ASSERT_EQ(bind(fd, reinterpret_cast<const sockaddr*>(&address), static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size())), 0);
  const timeval patience = {60, 0};
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  const auto next = [&] {
    char buffer[512];
    const ssize_t got = recv(fd, buffer, sizeof buffer, 0);
    return std::string(buffer, got < 0 ? 0 : static_cast<size_t>(got));
  };
  setenv("NOTIFY_SOCKET", ("@" + name).c_str(), 1);
  DaemonProcess daemon({.plugin_dirs = {FIXTURE_PLUGINS}});
  daemon.Launch();
  unsetenv("NOTIFY_SOCKET");
  EXPECT_THAT(next(), HasSubstr("READY=1\nSTATUS=4 extractors"));
  EXPECT_TRUE(Analyze(daemon.channel(), RequestFor("a")).ok());  // it does answer
  daemon.Signal(SIGTERM);
  EXPECT_THAT(next(), HasSubstr("STOPPING=1"));
  EXPECT_EQ(daemon.Wait(), 0);
  close(fd);
}

TEST(DaemonTest, AddressesThatOthersReachMustBeAllowed) {
  for (const char* address : {"0.0.0.0:0", "[::]:0", "127.example.com:0", "192.0.2.1:0"}) {
    DaemonProcess daemon({.args = {"--listen", address}});
    daemon.Launch();
    EXPECT_EQ(daemon.Wait(), 2) << address;
    EXPECT_THAT(daemon.log(), HasSubstr("put a proxy before"));
  }
  DaemonProcess allowed({.args = {"--listen", "0.0.0.0:0", "--allow-non-loopback"}});
  ASSERT_TRUE(allowed.Start()) << allowed.log();
  EXPECT_THAT(allowed.log(), HasSubstr("without authentication"));
}

TEST(DaemonTest, WhereItCannotListenSaysWhy) {
  DaemonProcess first({.args = {"--listen", "127.0.0.1:0"}});
  ASSERT_TRUE(first.Start()) << first.log();
  const std::string log = first.log();
  const size_t at = log.find("127.0.0.1:");
  const std::string taken = log.substr(at, log.find('\n', at) - at);
  for (const auto& [address, why] : {std::pair<std::string, std::string>{taken, "Address already in use"},
                                     {"unix:/proc/lectord.sock", ""},
                                     {"no-such-host.invalid:0", ""}}) {
    DaemonProcess second({.args = {"--listen", address, "--allow-non-loopback"}});
    second.Launch();
    EXPECT_EQ(second.Wait(), 1) << address;
    EXPECT_THAT(second.log(), HasSubstr("cannot listen on " + address + ": " + why)) << second.log();
  }
}

TEST(DaemonTest, WrongConfigurationNamesThePlace) {
  DaemonProcess daemon({.toml = "[engine]\nthread = 1\n"});
  daemon.Launch();
  EXPECT_EQ(daemon.Wait(), 2);
  EXPECT_THAT(daemon.log(), HasSubstr("lectord.toml:2:1: 'engine.thread' is not a known key"));
  for (const char* check : {"--check-config", "--listen=unix:unused.sock"}) {  // before plugins are loaded, which takes long
    DaemonProcess address({.plugin_dirs = {FIXTURE_PLUGINS}, .args = {"--listen", "nonsense", check}});
    address.Launch();
    EXPECT_EQ(address.Wait(), 2);
    EXPECT_THAT(address.log(), HasSubstr("neither HOST:PORT nor unix:PATH"));
    EXPECT_THAT(address.log(), Not(HasSubstr("loaded extractor")));
  }
}

TEST(DaemonTest, CheckConfigGivesAVerdict) {
  DaemonProcess good({.plugin_dirs = {FIXTURE_PLUGINS}, .args = {"--check-config"}});
  good.Launch();
  EXPECT_EQ(good.Wait(), 0);
  EXPECT_THAT(good.log(), HasSubstr("extractors loaded: 4"));
  DaemonProcess bad({.plugin_dirs = {FIXTURE_PLUGINS}, .args = {"--check-config"}, .toml = "[extractors.\"nobody\"]\na = 1\n"});
  bad.Launch();
  EXPECT_EQ(bad.Wait(), 1);
  EXPECT_THAT(bad.log(), HasSubstr("refusals: 1"));
}

TEST(DaemonTest, CheckConfigNamesLayersThatAreMissingAndHowToGetThem) {
  DaemonProcess daemon({.plugin_dirs = {FIXTURE_PLUGINS}, .args = {"--check-config", "--data-dir", "/nowhere"}});
  daemon.Launch();
  EXPECT_EQ(daemon.Wait(), 0);  // the daemon runs without
  EXPECT_THAT(daemon.log(), HasSubstr("layers missing: 2\n  without lector.morph/1 for 'ru': /nowhere/morph.ru.bin is not there"));
  EXPECT_THAT(daemon.log(), HasSubstr("lector-models"));
}

TEST(DaemonTest, PrintedConfigurationIsReadBack) {
  DaemonProcess first({.args = {"--print-config", "--threads", "3"}});
  first.Launch();
  ASSERT_EQ(first.Wait(), 0);
  EXPECT_THAT(first.log(), HasSubstr("threads = 3"));
  DaemonProcess second({.args = {"--print-config"}, .toml = first.log()});
  second.Launch();
  EXPECT_EQ(second.Wait(), 0);
  EXPECT_THAT(second.log(), HasSubstr("threads = 3"));
}

TEST(DaemonTest, OutputThatCannotBeWrittenIsAnError) {
  for (const char* flag : {"--print-config", "--help", "--version"}) {
    const int status = std::system((std::string(LECTORD " ") + flag + " > /dev/full 2> /dev/null").c_str());
    EXPECT_EQ(WEXITSTATUS(status), 1) << flag;
  }
}

TEST(DaemonTest, TerminationDrains) {
  DaemonProcess daemon({.plugin_dirs = {FIXTURE_PLUGINS}});
  ASSERT_TRUE(daemon.Start()) << daemon.log();
  grpc::ClientContext watch_context;
  health::HealthCheckResponse status;
  const auto watch = health::Health::NewStub(daemon.channel())->Watch(&watch_context, {});
  ASSERT_TRUE(watch->Read(&status));
  ASSERT_EQ(status.status(), health::HealthCheckResponse::SERVING);

  grpc::Status finished;
  std::thread under_way([&] { finished = Analyze(daemon.channel(), WaitingRequest(1500)); });
  std::this_thread::sleep_for(milliseconds(300));
  daemon.Signal(SIGTERM);
  ASSERT_TRUE(watch->Read(&status));
  EXPECT_EQ(status.status(), health::HealthCheckResponse::NOT_SERVING);
  grpc::ClientContext check_context;
  ASSERT_TRUE(health::Health::NewStub(daemon.channel())->Check(&check_context, {}, &status).ok());
  EXPECT_EQ(status.status(), health::HealthCheckResponse::NOT_SERVING);

  grpc::ClientContext context;
  const grpc::Status refused = Analyze(daemon.channel(), RequestFor("a"), nullptr, &context);
  EXPECT_EQ(refused.error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(DetailsOf(refused).reason(), "DRAINING");
  EXPECT_TRUE(DetailsOf(refused).has_retry);
  EXPECT_EQ(context.GetServerTrailingMetadata().count("grpc-retry-pushback-ms"), 1u);

  under_way.join();
  EXPECT_TRUE(finished.ok()) << finished.error_message();
  EXPECT_EQ(daemon.Wait(), 0);
  EXPECT_FALSE(watch->Read(&status));
  EXPECT_EQ(watch->Finish().error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_THAT(daemon.log(), HasSubstr("stopped"));
  EXPECT_FALSE(fs::exists(daemon.folder() / "lectord.sock"));
}

TEST(DaemonTest, ACrashNamesTheExtractorThatWasAtWork) {
#ifdef LECTOR_SANITIZED
  GTEST_SKIP() << "a sanitizer reports the crash itself";
#endif
  DaemonProcess daemon({.plugin_dirs = {HOSTILE_PLUGINS}, .toml = "[plugins]\nprobe_timeout_ms = 2000\n"});
  ASSERT_TRUE(daemon.Start()) << daemon.log();
  EXPECT_FALSE(Analyze(daemon.channel(), RequestFor("a", "hostile.overflows_stack")).ok());
  EXPECT_EQ(daemon.Wait(), 128 + SIGSEGV);
  EXPECT_THAT(daemon.log(), HasSubstr("lectord: SIGSEGV while the extractor 'hostile.overflows_stack' was at work"));
}

TEST(DaemonTest, AnExtractorThatIgnoresTheDeadlineIsNamed) {
  DaemonProcess daemon({.plugin_dirs = {HOSTILE_PLUGINS}, .toml = "[plugins]\nprobe_timeout_ms = 2000\n"});
  ASSERT_TRUE(daemon.Start()) << daemon.log();
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + milliseconds(200));
  const grpc::Status late = Analyze(daemon.channel(), RequestFor("a", "hostile.ignores_deadline"), nullptr, &context);
  EXPECT_EQ(late.error_code(), grpc::StatusCode::DEADLINE_EXCEEDED);
  EXPECT_TRUE(daemon.WaitForLog("extractor 'hostile.ignores_deadline' went on for 1."));
}

TEST(DaemonTest, GraceIsLimited) {
  DaemonProcess daemon({.plugin_dirs = {FIXTURE_PLUGINS}, .args = {"--drain-seconds", "1"}});
  ASSERT_TRUE(daemon.Start()) << daemon.log();
  grpc::Status cancelled;
  std::thread under_way([&] { cancelled = Analyze(daemon.channel(), WaitingRequest(600'000)); });
  std::this_thread::sleep_for(milliseconds(200));
  daemon.Signal(SIGINT);
  EXPECT_EQ(daemon.Wait(std::chrono::seconds(30)), 0);
  under_way.join();
  EXPECT_FALSE(cancelled.ok());
  EXPECT_THAT(daemon.log(), HasSubstr("have been cancelled"));
}

TEST(DaemonTest, ASignalEndsAStartThatDoesNotEnd) {
  DaemonProcess daemon({.plugin_dirs = {HOSTILE_PLUGINS "/alone"}});
  daemon.Launch();
  ASSERT_TRUE(daemon.WaitForLog("it hangs now")) << daemon.log();
  daemon.Signal(SIGTERM);
  EXPECT_EQ(daemon.Wait(), 128 + SIGTERM);
  EXPECT_THAT(daemon.log(), HasSubstr("SIGTERM before it was ready"));
}

TEST(DaemonTest, AHangupDrainsUnlessItIsIgnored) {
  const auto before = signal(SIGHUP, SIG_DFL);  // a daemon inherits it
  DaemonProcess daemon({.plugin_dirs = {FIXTURE_PLUGINS}});
  ASSERT_TRUE(daemon.Start()) << daemon.log();
  signal(SIGHUP, SIG_IGN);
  DaemonProcess deaf({.plugin_dirs = {FIXTURE_PLUGINS}});
  ASSERT_TRUE(deaf.Start()) << deaf.log();
  signal(SIGHUP, before);
  for (const DaemonProcess* one : {&daemon, &deaf}) one->Signal(SIGHUP);
  EXPECT_EQ(daemon.Wait(), 0);
  EXPECT_THAT(daemon.log(), HasSubstr("SIGHUP: draining"));
  EXPECT_TRUE(Analyze(deaf.channel(), RequestFor("Иванов", "test.words")).ok());
  deaf.Signal(SIGTERM);
  EXPECT_EQ(deaf.Wait(), 0);
}

TEST(DaemonTest, SecondSignalEndsAtOnce) {
  DaemonProcess daemon({.plugin_dirs = {FIXTURE_PLUGINS}});
  ASSERT_TRUE(daemon.Start()) << daemon.log();
  std::thread under_way([&] { (void)Analyze(daemon.channel(), WaitingRequest(600'000)); });
  std::this_thread::sleep_for(milliseconds(200));
  daemon.Signal(SIGTERM);
  ASSERT_TRUE(daemon.WaitForLog("draining"));
  std::this_thread::sleep_for(milliseconds(100));
  daemon.Signal(SIGTERM);
  EXPECT_EQ(daemon.Wait(std::chrono::seconds(10)), 1);
  under_way.join();
}

}  // namespace
}  // namespace lector::testing
