#pragma once

#include "cache/resultstorage.h"

namespace larder::test {

/// Keeps the rows of all results in memory.
class MemoryStorage final : public ResultStorage
{
public:
    [[nodiscard]] std::unique_ptr<ChunkKeeper> newKeeper() override
    {
        return std::make_unique<MemoryKeeper>();
    }
};

} // namespace larder::test
