#include "app/sql/tokenworker.h"

#include "cache/handover.h"

#include <future>

namespace larder {

std::optional<ValidatorToken> awaitToken(TokenWorker* worker)
{
    std::promise<std::optional<ValidatorToken>> promise;
    std::future<std::optional<ValidatorToken>> answer = promise.get_future();
    handOver(worker, [worker, promise = std::move(promise)]() mutable {
        const TokenWorker::Reading reading = worker->read();
        promise.set_value(reading.token ? std::optional(reading.token.value()) : std::nullopt);
    });
    return answer.get();
}

} // namespace larder
