// Call, UnaryCall: what the calls of all methods share, from the wait for a call to gRPC's last word on it.
//
// An object waits for one call, serves it, finishes it, and is gone when every operation of it is over. A cancelled call is
// finished too. All functions run on the loop's thread.
#ifndef LECTOR_DAEMON_SERVICE_CALL_H_
#define LECTOR_DAEMON_SERVICE_CALL_H_

#include <grpcpp/server_context.h>
#include <grpcpp/support/async_unary_call.h>
#include <grpcpp/support/byte_buffer.h>

#include <cstdint>
#include <memory>
#include <utility>

#include "daemon/service/error.h"
#include "daemon/service/loop.h"

namespace lector::service {

class Call : public std::enable_shared_from_this<Call> {
 public:
  virtual ~Call() { loop_.Leave(); }
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;

  // Makes a C, which waits for a call of its method.
  template <class C, class... Arguments>
  static void Accept(Arguments&&... arguments) {
    const std::shared_ptr<Call> call = std::make_shared<C>(std::forward<Arguments>(arguments)...);
    call->self_ = call;
    call->Request(call->came_.Begin());
  }

 protected:
  // An operation of gRPC, under way once at a time, and the member that is called when it is over.
  class Operation final : public Loop::Event {
   public:
    template <class C>
    Operation(C* call, void (C::*react)(bool ok)) : call_(*call), react_(static_cast<void (Call::*)(bool)>(react)) {}

    // The tag to begin it with.
    void* Begin() {
      ++call_.under_way_;
      return this;
    }
    void Happened(bool ok) override {
      (call_.*react_)(ok);
      if (--call_.under_way_ == 0) std::exchange(call_.self_, nullptr).reset();
    }

   private:
    Call& call_;
    void (Call::*const react_)(bool ok);
  };

  explicit Call(Loop& loop) : loop_(loop) {
    loop_.Enter();
    context_.AsyncNotifyWhenDone(&over_);
  }

  virtual void Request(void* tag) = 0;  // asks gRPC for the next call of the method
  virtual void AcceptNext() = 0;        // Accept() of another one like this
  virtual void Start() = 0;             // a call came
  virtual void OnCancel() {}            // by the client, by its deadline, by a shutdown

  // The tag to finish with, once. It counts as begun from the start: a call that is not finished is not gone.
  void* finish_tag() { return &finish_; }

  Loop& loop_;
  grpc::ServerContext context_;

 private:
  void Came(bool ok) {
    if (!ok) return;  // none will: the server shuts down
    over_.Begin();
    finish_.Begin();
    AcceptNext();
    Start();
  }
  void Over(bool) {
    if (context_.IsCancelled()) OnCancel();
  }
  void Finished(bool) {}

  std::shared_ptr<Call> self_;
  uint32_t under_way_ = 0;
  Operation came_{this, &Call::Came}, over_{this, &Call::Over}, finish_{this, &Call::Finished};
};

// One message, one answer: Finish() or Fail().
class UnaryCall : public Call {
 protected:
  explicit UnaryCall(Loop& loop) : Call(loop) {}

  void Finish(const grpc::ByteBuffer& response);
  void Fail(const Error& error);

  grpc::ByteBuffer request_;
  grpc::ServerAsyncResponseWriter<grpc::ByteBuffer> writer_{&context_};
};

}  // namespace lector::service
#endif  // LECTOR_DAEMON_SERVICE_CALL_H_
