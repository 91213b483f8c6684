#include "ui/gridclipboard.h"

#include "models/formname.h"
#include "models/leastbytes.h"
#include "models/resultwriter.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>

namespace larder {

namespace {

// What is written faster than a key is let go of.
constexpr qint64 kFewCells = 20'000;
constexpr qint64 kFewBytes = qint64(1) << 20;

} // namespace

GridClipboard::GridClipboard(QObject* parent) : QObject(parent)
{
    connect(&m_worker, &RowWorker::busyChanged, this, &GridClipboard::busyChanged);
}

void GridClipboard::copy(const ArrangedRows& rows, const CellSelection& selection, CopyHeaders headers)
{
    start(rows, selection, defaultForm(RowFormat::Tsv),
        [rows, selection, headers, limit = m_limitBytes](
            const RowTask& task) { return selectionTsv(rows, selection, headers, limit, task); });
}

void GridClipboard::copy(const ArrangedRows& rows, const CellSelection& selection, const RowForm& form)
{
    start(rows, selection, form, [rows, selection, form, limit = m_limitBytes](const RowTask& task) {
        return writtenRows(selectedOf(rows, selection), form, limit, task);
    });
}

void GridClipboard::start(
    const ArrangedRows& rows, const CellSelection& selection, const RowForm& form, Write write)
{
    m_worker.cancel();
    if (!rows.result)
        return;
    const RowsToWrite chosen = selectedOf(rows, selection);
    if (chosen.ranges.empty())
        return;
    const qint64 bytes = leastBytes(chosen, m_limitBytes);
    if (bytes > m_limitBytes) {
        Q_EMIT refused(form);
    } else if (bytes <= kFewBytes && selection.cellCount() <= kFewCells) {
        finish(form, write({}));
    } else {
        m_worker.start(
            [write = std::move(write)](const RowTask& task) {
                return std::optional<std::optional<QByteArray>>(std::in_place, write(task));
            },
            [this, form](const std::optional<QByteArray>& written) { finish(form, written); });
    }
}

void GridClipboard::finish(const RowForm& form, const std::optional<QByteArray>& written)
{
    if (!written) {
        Q_EMIT refused(form);
        return;
    }
    auto* const copied = new QMimeData;
    copied->setText(QString::fromUtf8(*written));
    copied->setData(mimeType(form.format), *written);
    QGuiApplication::clipboard()->setMimeData(copied);
}

} // namespace larder
