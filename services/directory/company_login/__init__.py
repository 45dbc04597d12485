"""The company's login (公司统一登录): staff log in by OpenID Connect."""
