#pragma once

#include <QByteArray>
#include <QMap>
#include <QObject>
#include <QString>

class QMenu;

namespace larder {

class ColumnLayout;

/// "Sets": which columns a table shows, and how, under names, so that one can change between them.
class ColumnSets final : public QObject
{
    Q_OBJECT

public:
    /// Adds its menu to that of @p columns, which outlives it.
    ColumnSets(ColumnLayout& columns, QWidget* parent);

    [[nodiscard]] QMenu* menu() const { return m_menu; }
    /// By name: what ColumnLayout::saveState() told.
    [[nodiscard]] const QMap<QString, QByteArray>& sets() const { return m_sets; }
    void setSets(const QMap<QString, QByteArray>& sets) { m_sets = sets; }

private:
    void fill();
    void askForName();

    ColumnLayout& m_columns;
    QWidget* m_parent;
    QMenu* m_menu;
    QMenu* m_removal;
    QMap<QString, QByteArray> m_sets;
};

} // namespace larder
