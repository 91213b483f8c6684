#pragma once

#include "models/bytesink.h"
#include "models/rowcursor.h"
#include "models/rowwriter.h"

#include <optional>

namespace larder {

/// Writes rows to a device in a form. Rows may come in parts.
class ResultWriter
{
public:
    ResultWriter(const RowForm& form, QIODevice& device);

    /// Writes the rows of @p growing that were not yet written; it grows from call to call.
    void write(const ResultPtr& growing);
    /// Writes what stands before the rows of @p rows; then the rows come one by one.
    void begin(const RowsToWrite& rows);
    void writeRow(std::span<const Cell> cells) { m_writer->writeRow(cells); }
    /// Writes what closes the form, nothing if nothing came at all. False if the device refused anything.
    [[nodiscard]] bool finish();

    [[nodiscard]] const ByteSink& sink() const { return m_sink; }

private:
    ByteSink m_sink;
    std::unique_ptr<RowWriter> m_writer;
    bool m_begun = false;
    qint64 m_nextRow = 0;
};

/// @p rows in @p form; nothing if it is stopped, or takes more than about @p limitBytes, which is found out
/// before there is more than one value too many.
[[nodiscard]] std::optional<QByteArray> writtenRows(
    const RowsToWrite& rows, const RowForm& form, qint64 limitBytes, const RowTask& task = {});

/// The first @p count of @p rows in @p form, with long values cut short, for people to look at.
[[nodiscard]] QByteArray writtenPreview(RowsToWrite rows, const RowForm& form, qint64 count);

} // namespace larder
