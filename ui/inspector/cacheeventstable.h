#pragma once

#include "cache/ids.h"

#include "ui/inspector/paneltable.h"

namespace larder {

class CacheEventModel;
class ColumnLayout;

/// The table of the events of the cache: the oldest first, following the newest as long as it is scrolled to
/// the end. Elsewhere, what is in view stays in view while rows come and go.
class CacheEventsTable final : public PanelTable
{
    Q_OBJECT

public:
    explicit CacheEventsTable(CacheEventModel* events, QWidget* parent = nullptr);

    /// Selects the event alone and scrolls to it; false if it is not shown.
    bool selectEvent(quint64 number);
    [[nodiscard]] ColumnLayout& columns() const { return *m_columns; }

Q_SIGNALS:
    /// Return or a double click on the event; on its cause if that is where it was and it has one.
    void causeRequested(quint64 number);
    void entryRequested(larder::EntryId id);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void activate(const QModelIndex& index);
    void keepPlace();
    [[nodiscard]] int defaultWidth(int column) const;

    CacheEventModel* m_events;
    ColumnLayout* m_columns = nullptr;
    bool m_follows = true;
};

} // namespace larder
