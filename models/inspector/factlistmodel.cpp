#include "models/inspector/factlistmodel.h"

#include "models/plaintooltip.h"

#include <algorithm>

namespace larder {

FactListModel::FactListModel(std::pair<QString, QString> titles, QObject* parent)
    : QAbstractTableModel(parent)
    , m_titles(std::move(titles))
{
}

void FactListModel::setFacts(std::vector<Fact> facts)
{
    const size_t shorter = std::min(m_facts.size(), facts.size());
    size_t head = 0;
    while (head < shorter && m_facts[head] == facts[head])
        ++head;
    size_t tail = 0;
    while (tail < shorter - head && m_facts[m_facts.size() - tail - 1] == facts[facts.size() - tail - 1])
        ++tail;
    // What is between them: the lines in place first, then the others behind these.
    const size_t inPlace = shorter - tail;
    std::move(facts.begin() + qsizetype(head), facts.begin() + qsizetype(inPlace),
        m_facts.begin() + qsizetype(head));
    if (head < inPlace)
        Q_EMIT dataChanged(index(int(head), 0), index(int(inPlace) - 1, int(Column::Content)));
    const auto place = m_facts.begin() + qsizetype(inPlace);
    if (facts.size() > m_facts.size()) {
        const auto count = qsizetype(facts.size() - m_facts.size());
        beginInsertRows({}, int(inPlace), int(qsizetype(inPlace) + count) - 1);
        const auto first = std::move_iterator(facts.begin() + qsizetype(inPlace));
        m_facts.insert(place, first, first + count);
        endInsertRows();
    } else if (facts.size() < m_facts.size()) {
        const auto count = qsizetype(m_facts.size() - facts.size());
        beginRemoveRows({}, int(inPlace), int(qsizetype(inPlace) + count) - 1);
        m_facts.erase(place, place + count);
        endRemoveRows();
    }
}

int FactListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_facts.size());
}

int FactListModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : 2;
}

QVariant FactListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Fact& fact = m_facts[size_t(index.row())];
    const bool isName = Column(index.column()) == Column::Name;
    switch (role) {
    case Qt::DisplayRole:
        return isName ? fact.name : fact.value;
    case Qt::ToolTipRole:
        return plainToolTip(isName ? fact.name : fact.value);
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1: %2").arg(fact.name, fact.value);
    case MarkRole:
        return int(fact.mark);
    default:
        return {};
    }
}

QVariant FactListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    return Column(section) == Column::Name ? m_titles.first : m_titles.second;
}

} // namespace larder
