#pragma once

#include "cache/chunkkeeper.h"

namespace larder {

/// Where the rows of all results live. Safe to use from any thread.
class ResultStorage
{
public:
    ResultStorage() = default;
    ResultStorage(const ResultStorage&) = delete;
    ResultStorage& operator=(const ResultStorage&) = delete;
    virtual ~ResultStorage() = default;

    [[nodiscard]] virtual std::unique_ptr<ChunkKeeper> newKeeper() = 0;
};

} // namespace larder
