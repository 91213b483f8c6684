#pragma once

#include "app/commandline.h"
#include "cache/resultset.h"

#include <memory>

class QIODevice;

namespace larder {

/// Writes the rows of one result to a device, in UTF-8 and independent of the locale. Rows may come in parts.
class RowWriter
{
public:
    [[nodiscard]] static std::unique_ptr<RowWriter> create(RowFormat format, QIODevice& device);
    RowWriter() = default;
    RowWriter(const RowWriter&) = delete;
    RowWriter& operator=(const RowWriter&) = delete;
    virtual ~RowWriter() = default;

    /// Writes the rows of @p result that were not yet written; @p result grows from call to call.
    virtual void write(const ResultSet& result) = 0;
    /// Writes what closes the form; nothing if no result came at all.
    virtual void finish() = 0;
};

} // namespace larder
