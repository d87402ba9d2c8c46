#include "daemon/service/endpoint.h"

#include <gtest/gtest.h>

namespace lector::service {
namespace {

TEST(Endpoint, UnixSockets) {
  const Result<Endpoint> endpoint = Endpoint::Parse("unix:/run/a.sock");
  ASSERT_TRUE(endpoint.ok());
  EXPECT_EQ(endpoint->socket_path, "/run/a.sock");
  EXPECT_EQ(endpoint->address, "unix:/run/a.sock");
  EXPECT_TRUE(endpoint->is_loopback);
  EXPECT_EQ(Endpoint::Parse("unix:///run/a.sock")->socket_path, "/run/a.sock");
  EXPECT_EQ(Endpoint::Parse("unix:a.sock")->socket_path, "a.sock");
}

TEST(Endpoint, LoopbackIsTold) {
  for (const char* address : {"127.0.0.1:0", "127.9.9.9:50051", "localhost:1", "[::1]:65535"})
    EXPECT_TRUE(Endpoint::Parse(address)->is_loopback) << address;
  for (const char* address : {"0.0.0.0:1", "[::]:1", "128.0.0.1:1", "127.example.com:1", "127.1:1", "host:1"})
    EXPECT_FALSE(Endpoint::Parse(address)->is_loopback) << address;
}

TEST(Endpoint, WhatIsNoAddress) {
  const std::string too_long = "unix:/" + std::string(107, 'a');
  for (const std::string& address : {std::string(), std::string("50051"), std::string(":50051"), std::string("localhost"),
                                     std::string("localhost:"), std::string("localhost:http"), std::string("localhost:65536"),
                                     std::string("localhost:-1"), std::string("::1:50051"), std::string("unix:"), too_long}) {
    const Result<Endpoint> endpoint = Endpoint::Parse(address);
    ASSERT_FALSE(endpoint.ok()) << address;
    EXPECT_EQ(endpoint.status().field(), "server.listen");
  }
  EXPECT_TRUE(Endpoint::Parse(too_long.substr(0, too_long.size() - 1)).ok());
}

}  // namespace
}  // namespace lector::service
