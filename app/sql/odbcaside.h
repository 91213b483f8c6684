#pragma once

#include <chrono>
#include <future>
#include <optional>
#include <thread>
#include <type_traits>
#include <utility>

namespace larder {

/// Runs @p work in a thread of its own and waits for its answer, asking @p goesOn about 100 times a second
/// whether it is to wait on. If not, there is none: the thread is left alone with what it does, as a call of
/// a driver can't be ended by anybody, and may outlive all else. So @p work must own what it uses; it is
/// destroyed before the answer is there.
template <typename Work, typename GoesOn>
[[nodiscard]] auto awaitOdbcCall(Work work, GoesOn goesOn) -> std::optional<std::invoke_result_t<Work&>>
{
    using Answer = std::invoke_result_t<Work&>;
    std::promise<Answer> promise;
    std::future<Answer> answer = promise.get_future();
    std::thread([held = std::optional<Work>(std::move(work)), promise = std::move(promise)]() mutable {
        Answer made = (*held)();
        held.reset();
        promise.set_value(std::move(made));
    }).detach();
    while (answer.wait_for(std::chrono::milliseconds(10)) != std::future_status::ready) {
        if (!goesOn())
            return std::nullopt;
    }
    return answer.get();
}

} // namespace larder
