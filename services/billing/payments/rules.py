"""How a debt is paid where nobody pays online: at the counter, or by transfer (B17)."""


def in_chinese(counter: str, account: str, telephone: str) -> str:
    """One sentence per way that is known."""
    ways = [f"请到物业服务中心收费窗口缴费{f'（{counter}）' if counter else ''}。"]
    if account:
        ways.append(f"也可转账至公司账户（{account}），并请备注房号。")
    if telephone:
        ways.append(f"咨询电话：{telephone}。")
    return "".join(ways)


def in_english(counter: str, account: str, telephone: str) -> str:
    """The same in English."""
    ways = [f"Please pay at the counter of the service centre{f' ({counter})' if counter else ''}."]
    if account:
        ways.append(f"Or transfer to the company's account ({account}) and name your unit.")
    if telephone:
        ways.append(f"Telephone: {telephone}.")
    return " ".join(ways)
