"""Words of the pages in both languages."""

from collections.abc import Mapping

from gateway.languages import Language

TEXTS: Mapping[Language, Mapping[str, str]] = {
    "zh": {
        "product": "管家",
        "tagline": "物业客服中心：收费、报修、投诉、公告，一处办理。",
        "docs": "接口文档",
        "docs_note": "在线试用全部接口",
        "openapi": "OpenAPI 文件",
        "openapi_note": "供程序读取的接口说明",
        "health": "运行状态",
        "health_note": "各服务是否在线",
        "metrics": "运行指标",
        "metrics_note": "Prometheus 格式",
        "demo": "演示账号",
        "demo_note": "所有演示账号的密码都是",
        "username": "用户名",
        "role": "角色",
        "home": "返回首页",
        "problem": "错误代码",
        "status": "HTTP 状态",
        "meaning": "含义",
        "elsewhere": "英文",
    },
    "en": {
        "product": "Guanjia",
        "tagline": "The property service desk: bills, repairs, complaints, notices.",
        "docs": "API documentation",
        "docs_note": "Try every endpoint in the browser",
        "openapi": "OpenAPI document",
        "openapi_note": "The API as programs read it",
        "health": "Health",
        "health_note": "Which services are there",
        "metrics": "Metrics",
        "metrics_note": "In Prometheus format",
        "demo": "Demonstration accounts",
        "demo_note": "The password of every account is",
        "username": "User name",
        "role": "Role",
        "home": "Back to the start",
        "problem": "Problem",
        "status": "HTTP status",
        "meaning": "Meaning",
        "elsewhere": "In Chinese",
    },
}
