#pragma once

#include "cache/resultset.h"
#include "models/rowform.h"

#include <QByteArrayList>

#include <memory>
#include <span>

namespace larder {

class ByteSink;

/// Writes rows in one form, in UTF-8 and independent of the locale. NULL is told from an empty text, numbers
/// are exact, and what a form can't hold is marked, never changed in silence; each form says how.
class RowWriter
{
public:
    [[nodiscard]] static std::unique_ptr<RowWriter> create(const RowForm& form, ByteSink& sink);
    RowWriter() = default;
    RowWriter(const RowWriter&) = delete;
    RowWriter& operator=(const RowWriter&) = delete;
    virtual ~RowWriter() = default;

    /// Writes what stands before the first row; once, first.
    virtual void begin(const std::vector<ColumnInfo>& columns) = 0;
    /// Writes one row; @p cells has as many as begin() had columns.
    virtual void writeRow(std::span<const Cell> cells) = 0;
    /// Writes what stands behind the last row; once, last.
    virtual void finish() = 0;
};

/// The names of @p columns, each of its own: those that were taken get ":1", ":2"….
[[nodiscard]] QStringList distinctNames(const std::vector<ColumnInfo>& columns);

/// Whether @p text is UTF-8 without control characters but tab and line break: what every text form can hold.
[[nodiscard]] bool isPlainText(QByteArrayView text);

} // namespace larder
